package dev.covector.optim;

import dev.covector.Tensor;

/**
 * Gradient descent with noise that falls.
 *
 * <p>Neelakantan et al. 2015, "Adding Gradient Noise Improves Learning for Very Deep Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.noisySgd(0.1, Random.key(0)).eta(0.001);
 * OptState state = tx.init(Tensor.of(new float[] {1, -2}));
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param key the random key
 * @param eta the variance of the noise at the first step
 * @param gamma the exponent of its decay
 */
public record NoisySgd(
    Hyperparameter learningRate, Tensor key, Hyperparameter eta, Hyperparameter gamma)
    implements Recipe {
  NoisySgd(Hyperparameter learningRate, Tensor key) {
    this(learningRate, key, Hyperparameter.of(0.01), Hyperparameter.of(0.55));
  }

  /** These with another {@code eta}: the variance of the noise at the first step. */
  public NoisySgd eta(double eta) {
    return Components.with(this, "eta", eta);
  }

  /** These with another {@code gamma}: the exponent of its decay. */
  public NoisySgd gamma(double gamma) {
    return Components.with(this, "gamma", gamma);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new AddNoise(eta, gamma, key), new ScaleByLearningRate(learningRate, true));
  }
}
