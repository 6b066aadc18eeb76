package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * An optimizer that is composed of other transformations as its options say. Its records print
 * their options.
 *
 * <pre>{@code
 * record Careful(double rate) implements Recipe {
 *   public GradientTransformation transformation() {
 *     return Optax.chain(Optax.clip(1), Optax.adam(rate));
 *   }
 * }
 * OptState state = new Careful(1e-3).init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public interface Recipe extends GradientTransformation {
  /** The composition. */
  GradientTransformation transformation();

  @Override
  default OptState init(Object params) {
    return transformation().init(params);
  }

  @Override
  default <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    GradientTransformation transformation = transformation();
    if (params == null && transformation.needsParams()) {
      throw OptimException.missingParams(Names.of(getClass()));
    }
    Agreement.check(Names.of(getClass()), updates, params);
    return transformation.update(updates, state, params, extra);
  }

  @Override
  default boolean needsParams() {
    return transformation().needsParams();
  }
}
