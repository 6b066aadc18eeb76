package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Adds up k updates and gives their sum in every k-th step, zeros in between.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.applyEvery(4), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param k how many
 */
public record ApplyEvery(int k) implements GradientTransformation {
  /**
   * The sum.
   *
   * @param count the number of steps, i32
   * @param sum the updates so far
   */
  public record State(Tensor count, Object sum) implements OptState {}

  /** Checks k. */
  public ApplyEvery {
    if (k < 1) {
      throw new OptimException("apply_every: k is " + k + "; it must be at least 1");
    }
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("apply_every", state, State.class);
    Agreement.require("apply_every", "the gradients", updates, "the moments of the state", s.sum());
    Tensor turn = s.count().rem(k);
    Tensor goesOn = turn.ne(0);
    Object sum =
        Leafwise.map((t, g) -> goesOn.astype(t.dtype()).times(t).plus(g), s.sum(), updates);
    Tensor isLast = turn.eq(k - 1);
    P given = Leafwise.map((g, t) -> isLast.astype(t.dtype()).times(t), updates, sum);
    return new Updated<>(given, new State(Counts.increment(s.count()).rem(k), sum));
  }
}
