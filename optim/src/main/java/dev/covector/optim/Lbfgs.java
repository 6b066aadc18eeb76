package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * L-BFGS: steps by an estimate of the inverse Hessian, with a line search that satisfies the strong
 * Wolfe conditions. It needs the loss, the gradient and the loss as a function.
 *
 * <p>Nocedal & Wright 2006, "Numerical Optimization", Algorithms 7.4, 3.5 and 3.6.
 *
 * <pre>{@code
 * Function<Object, Tensor> loss = p -> ((Tensor) p).minus(3).square().sum();
 * GradientTransformation tx = Optax.lbfgs();
 * Tensor params = Tensor.of(new float[] {1, 2});
 * OptState state = tx.init(params);
 * for (int i = 0; i < 5; i++) {
 *   ValueAndGrad<Tensor> at =
 *       Optax.<Tensor>valueAndGradFromState(loss).apply(params, state);
 *   ExtraArgs extra =
 *       ExtraArgs.none().value(at.value()).grad(at.gradient()).valueFn(loss);
 *   Updated<Tensor> step = tx.update(at.gradient(), state, params, extra);
 *   params = Optax.applyUpdates(params, step.updates());
 *   state = step.state();
 * }
 * }</pre>
 *
 * @param learningRate the rate; null for 1
 * @param memorySize how many steps are remembered
 * @param scaleInitPrecond whether the estimate begins with the scale of the last step
 * @param linesearch the line search; null for none
 */
public record Lbfgs(
    @Nullable Hyperparameter learningRate,
    int memorySize,
    boolean scaleInitPrecond,
    @Nullable GradientTransformation linesearch)
    implements Recipe {
  Lbfgs() {
    this(null, 10, true, new ScaleByZoomLinesearch(20).keepsStep(false));
  }

  /** These with another {@code learningRate}: the rate; null for 1. */
  public Lbfgs learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: the rate; null for 1. */
  public Lbfgs learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: the rate; null for 1. */
  public Lbfgs learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code memorySize}: how many steps are remembered. */
  public Lbfgs memorySize(int memorySize) {
    return Components.with(this, "memorySize", memorySize);
  }

  /**
   * These with another {@code scaleInitPrecond}: whether the estimate begins with the scale of the
   * last step.
   */
  public Lbfgs scaleInitPrecond(boolean scaleInitPrecond) {
    return Components.with(this, "scaleInitPrecond", scaleInitPrecond);
  }

  /** These with another {@code linesearch}: the line search; null for none. */
  public Lbfgs linesearch(@Nullable GradientTransformation linesearch) {
    return Components.with(this, "linesearch", linesearch);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation direction = new ScaleByLbfgs(memorySize, scaleInitPrecond);
    GradientTransformation rate =
        learningRate == null
            ? new Scale(Hyperparameter.of(-1))
            : new ScaleByLearningRate(learningRate, true);
    return Combinators.chain(direction, rate, linesearch == null ? new Identity() : linesearch);
  }
}
