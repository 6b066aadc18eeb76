package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * A transformation that ignores updates with a NaN or an infinity, unless too many come one after
 * the other: then it lets them pass.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.applyIfFinite(Optax.adam(1e-3), 5);
 * Tensor params = Tensor.of(new float[] {1, 2});
 * ApplyIfFinite.State state = (ApplyIfFinite.State) tx.init(params);
 * int bad = state.totalNotFinite().toInt(); // 0
 * }</pre>
 *
 * @param inner the transformation
 * @param maxConsecutiveErrors how many updates in a row may be ignored
 */
public record ApplyIfFinite(GradientTransformation inner, int maxConsecutiveErrors)
    implements GradientTransformation {
  /**
   * The state.
   *
   * @param notFiniteCount how many updates in a row were ignored, i32
   * @param lastFinite whether the last update was finite, bool
   * @param totalNotFinite how many updates were not finite, i32
   * @param inner the state of the transformation
   */
  public record State(
      Tensor notFiniteCount, Tensor lastFinite, Tensor totalNotFinite, OptState inner)
      implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Tensor.of(true), Counts.zero(), inner.init(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("apply_if_finite", state, State.class);
    Tensor isFinite = TreeMath.isFinite(updates);
    Tensor inRow = Numpy.where(isFinite, 0, Counts.increment(s.notFiniteCount()));
    Tensor applies = Numpy.logicalOr(isFinite, inRow.gt(maxConsecutiveErrors));
    Updated<P> step =
        Lax.cond(
            applies,
            () -> inner.update(updates, s.inner(), params, extra),
            () -> new Updated<>(Moments.zeros(updates), s.inner()));
    Tensor total = Numpy.where(isFinite, s.totalNotFinite(), Counts.increment(s.totalNotFinite()));
    return new Updated<>(step.updates(), new State(inRow, isFinite, total, step.state()));
  }

  @Override
  public boolean needsParams() {
    return inner.needsParams();
  }
}
