package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adam that divides before it averages.
 *
 * <p>Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any beta2 with the Optimal
 * Rate".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.adopt(1e-2).b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps the least root of the average of squares
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param useClipping whether scaled gradients are clipped
 * @param clipValue the bound by the number of the step
 */
public record Adopt(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean useClipping,
    UnaryOperator<Tensor> clipValue)
    implements Recipe {
  Adopt(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.9999),
        Hyperparameter.of(1e-6),
        null,
        false,
        true,
        ScaleByAdopt.ROOT);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Adopt b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Adopt b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: the least root of the average of squares. */
  public Adopt eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public Adopt muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Adopt nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  /** These with another {@code useClipping}: whether scaled gradients are clipped. */
  public Adopt useClipping(boolean useClipping) {
    return Components.with(this, "useClipping", useClipping);
  }

  /** These with another {@code clipValue}: the bound by the number of the step. */
  public Adopt clipValue(UnaryOperator<Tensor> clipValue) {
    return Components.with(this, "clipValue", clipValue);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAdopt(b1, b2, eps, muDtype, nesterov, useClipping, clipValue),
        new ScaleByLearningRate(learningRate, true));
  }
}
