package dev.covector.optim;

/**
 * Steps by the sign of the gradient.
 *
 * <p>Bernstein et al. 2018, "signSGD: Compressed Optimisation for Non-Convex Problems".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.signSgd(1e-2);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 */
public record SignSgd(Hyperparameter learningRate) implements Recipe {

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(new ScaleBySign(), new ScaleByLearningRate(learningRate, true));
  }
}
