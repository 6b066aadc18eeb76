package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Puts zeros in place of NaNs, and says in the state which tensors had some.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.zeroNans(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public record ZeroNans() implements GradientTransformation {
  /**
   * What was found.
   *
   * @param foundNan for each tensor whether it had a NaN, bool
   */
  public record State(Object foundNan) implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(Leafwise.map(p -> Tensor.of(false), params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("zero_nans", state, State.class);
    Object found = Leafwise.map(g -> Numpy.isnan(g).any(), (Object) updates);
    return new Updated<>(
        Leafwise.map(g -> Numpy.where(Numpy.isnan(g), 0, g), updates), new State(found));
  }
}
