package dev.covector.optim;

import dev.covector.DType;
import org.jspecify.annotations.Nullable;

/**
 * Adam with the largest average of squares so far.
 *
 * <p>Reddi et al. 2018, "On the Convergence of Adam and Beyond".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.amsgrad(1e-2).b1(0.9);
 * Tensor params = Tensor.of(new float[] {1, -2});
 * OptState state = tx.init(params);
 * Updated<Tensor> step = tx.update(params.times(2), state, params);
 * Tensor next = Optax.applyUpdates(params, step.updates());
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param biasCorrectionMu whether the average of gradients is corrected for having begun at 0
 * @param biasCorrectionNu whether the average of squares is
 */
public record Amsgrad(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    @Nullable DType muDtype,
    boolean biasCorrectionMu,
    boolean biasCorrectionNu)
    implements Recipe {
  Amsgrad(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        true,
        true);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Amsgrad b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Amsgrad b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Amsgrad eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public Amsgrad epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public Amsgrad muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /**
   * These with another {@code biasCorrectionMu}: whether the average of gradients is corrected for
   * having begun at 0.
   */
  public Amsgrad biasCorrectionMu(boolean biasCorrectionMu) {
    return Components.with(this, "biasCorrectionMu", biasCorrectionMu);
  }

  /** These with another {@code biasCorrectionNu}: whether the average of squares is. */
  public Amsgrad biasCorrectionNu(boolean biasCorrectionNu) {
    return Components.with(this, "biasCorrectionNu", biasCorrectionNu);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByAmsgrad(b1, b2, eps, epsRoot, muDtype, biasCorrectionMu, biasCorrectionNu),
        new ScaleByLearningRate(learningRate, true));
  }
}
