package dev.covector.optim;

import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Changes updates so that no parameter falls below 0.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.keepParamsNonnegative(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public record KeepParamsNonnegative() implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("keep_params_nonnegative");
    }
    Agreement.check("keep_params_nonnegative", updates, params);
    P kept =
        Leafwise.map((u, p) -> Numpy.where(p.plus(u).lt(0), p.unaryMinus(), u), updates, params);
    return new Updated<>(kept, state);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
