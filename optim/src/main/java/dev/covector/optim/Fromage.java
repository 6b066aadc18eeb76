package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;

/**
 * Steps relative to the norm of each tensor, on a sphere.
 *
 * <p>Bernstein et al. 2020, "On the Distance Between Two Neural Networks and the Stability of
 * Learning".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.fromage(1e-2).minNorm(1e-6);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param minNorm the least norm
 */
public record Fromage(Hyperparameter learningRate, Hyperparameter minNorm) implements Recipe {
  Fromage(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(1e-6));
  }

  /** These with another {@code minNorm}: the least norm. */
  public Fromage minNorm(double minNorm) {
    return Components.with(this, "minNorm", minNorm);
  }

  @Override
  public GradientTransformation transformation() {
    return switch (learningRate) {
      case Hyperparameter.Constant(double rate) -> {
        double shrink = 1 / Math.sqrt(1 + rate * rate);
        yield parts(Hyperparameter.of(rate * shrink), Hyperparameter.of(shrink - 1));
      }
      case Hyperparameter.Given(Tensor rate) ->
          parts(
              Hyperparameter.of(shrink(rate).times(rate)),
              Hyperparameter.of(shrink(rate).minus(1)));
      case Schedule rate -> {
        Schedule shrunk = step -> shrink(rate.apply(step)).times(rate.apply(step));
        Schedule decay = step -> shrink(rate.apply(step)).minus(1);
        yield parts(shrunk, decay);
      }
      case StatefulSchedule rate -> throw Scalar.unkept(rate);
    };
  }

  private GradientTransformation parts(Hyperparameter rate, Hyperparameter decay) {
    return Combinators.chain(
        new ScaleByTrustRatio(minNorm, Hyperparameter.of(1), Hyperparameter.of(0)),
        new ScaleByLearningRate(rate, true),
        new AddDecayedWeights(decay, null));
  }

  private static Tensor shrink(Tensor rate) {
    return Numpy.divide(1, rate.square().plus(1).sqrt());
  }
}
