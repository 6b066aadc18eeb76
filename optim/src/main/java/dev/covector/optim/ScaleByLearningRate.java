package dev.covector.optim;

import dev.covector.Tensor;

/**
 * Multiplies by minus the learning rate: the last part of a descent.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.scaleByLearningRate(1e-2).flipSign(false);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param flipSign whether it is minus the rate
 */
public record ScaleByLearningRate(Hyperparameter learningRate, boolean flipSign) implements Recipe {
  ScaleByLearningRate(Hyperparameter learningRate) {
    this(learningRate, true);
  }

  /** These with another {@code flipSign}: whether it is minus the rate. */
  public ScaleByLearningRate flipSign(boolean flipSign) {
    return Components.with(this, "flipSign", flipSign);
  }

  @Override
  public GradientTransformation transformation() {
    double sign = flipSign ? -1 : 1;
    return switch (learningRate) {
      case Hyperparameter.Constant(double rate) -> new Scale(Hyperparameter.of(sign * rate));
      case Hyperparameter.Given(Tensor rate) ->
          new Scale(Hyperparameter.of(rate.times(flipSign ? -1 : 1)));
      case Schedule rate -> new ScaleBySchedule(step -> rate.apply(step).times(flipSign ? -1 : 1));
      case StatefulSchedule rate -> throw Scalar.unkept(rate);
    };
  }
}
