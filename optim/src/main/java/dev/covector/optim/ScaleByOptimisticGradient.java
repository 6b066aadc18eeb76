package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * The gradient and how it changed since the last step: (alpha + beta) g - beta g_before.
 *
 * <p>Mokhtari et al. 2019, "A Unified Analysis of Extra-gradient and Optimistic Gradient Methods
 * for Saddle Point Problems".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByOptimisticGradient().alpha(1.0), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 */
public record ScaleByOptimisticGradient(Hyperparameter alpha, Hyperparameter beta)
    implements GradientTransformation {
  /**
   * The gradient before.
   *
   * @param isInitialStep whether there was no step, bool
   * @param previousGradient the gradient of the step before
   */
  public record State(Tensor isInitialStep, Object previousGradient) implements OptState {}

  ScaleByOptimisticGradient() {
    this(Hyperparameter.of(1.0), Hyperparameter.of(1.0));
  }

  /** These with another {@code alpha}: the weight of the gradient. */
  public ScaleByOptimisticGradient alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code beta}: the weight of its change. */
  public ScaleByOptimisticGradient beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  @Override
  public OptState init(Object params) {
    return new State(Tensor.of(true), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_optimistic_gradient", state, State.class);
    Agreement.require(
        "scale_by_optimistic_gradient",
        "the gradients",
        updates,
        "the moments of the state",
        s.previousGradient());
    Scalar alpha = Scalar.of("alpha", this.alpha);
    Scalar beta = Scalar.of("beta", this.beta);
    Scalar both = alpha.plus(beta);
    P ahead =
        Leafwise.map(
            (g, old) -> both.times(g).minus(beta.times(Numpy.where(s.isInitialStep(), g, old))),
            updates,
            s.previousGradient());
    return new Updated<>(ahead, new State(Tensor.of(false), updates));
  }
}
