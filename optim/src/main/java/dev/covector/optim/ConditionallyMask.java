package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import org.jspecify.annotations.Nullable;

/**
 * A transformation in some steps only; in the others updates are zeros.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.conditionallyMask(Optax.clip(1), step -> step.lt(100));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param inner the transformation
 * @param shouldTransform a bool scalar by the number of the step
 */
public record ConditionallyMask(GradientTransformation inner, Schedule shouldTransform)
    implements GradientTransformation {
  /**
   * The state.
   *
   * @param step the number of steps, i32
   * @param inner the state of the transformation
   */
  public record State(Tensor step, OptState inner) implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), inner.init(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("conditionally_mask", state, State.class);
    Updated<P> step =
        Lax.cond(
            shouldTransform.apply(s.step()),
            () -> inner.update(updates, s.inner(), params, extra),
            () -> new Updated<>(Moments.zeros(updates), s.inner()));
    return new Updated<>(step.updates(), new State(Counts.increment(s.step()), step.state()));
  }
}
