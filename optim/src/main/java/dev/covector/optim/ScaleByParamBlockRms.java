package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * Multiplies each update by the root of the mean square of its parameter.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByParamBlockRms().minScale(1e-3), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param minScale the least factor
 */
public record ScaleByParamBlockRms(Hyperparameter minScale) implements GradientTransformation {

  ScaleByParamBlockRms() {
    this(Hyperparameter.of(1e-3));
  }

  /** These with another {@code minScale}: the least factor. */
  public ScaleByParamBlockRms minScale(double minScale) {
    return Components.with(this, "minScale", minScale);
  }

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_param_block_rms");
    }
    Agreement.check("scale_by_param_block_rms", updates, params);
    Scalar minScale = Scalar.of("minScale", this.minScale);
    return new Updated<>(
        Leafwise.map((g, p) -> g.times(Norms.safeRms(p, minScale.tensor())), updates, params),
        state);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
