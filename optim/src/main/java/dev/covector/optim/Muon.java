package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orthogonalized momentum for matrices, Adam for all else.
 *
 * <p>Jordan et al. 2024, "Muon: An Optimizer for Hidden Layers in Neural Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.muon(0.02).weightDecay(0.01);
 * OptState state = tx.init(Map.of("kernel", Numpy.ones(3, 2), "bias", Numpy.zeros(2)));
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param nsCoeffs the coefficients of the polynomial: one triple for all steps, or one for each
 * @param nsSteps how often the polynomial is applied
 * @param beta the decay of the momentum
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the strength of the weight decay
 * @param weightDecayMask which matrices decay; null for all
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param adaptive whether the result is scaled by its inner product with the momentum
 * @param preconditioning what comes before the iterations
 * @param adamB1 the decay of Adam's average of gradients
 * @param adamB2 the decay of Adam's average of squares
 * @param adamEpsRoot what keeps Adam's root from 0
 * @param adamWeightDecay the weight decay where Adam is used
 * @param adamLearningRate the rate of Adam; null for the same
 * @param weights which weights are orthogonalized, and their axes
 * @param consistentRms the root mean square that is aimed at; null for scaling by shape
 */
public record Muon(
    Hyperparameter learningRate,
    List<List<Double>> nsCoeffs,
    int nsSteps,
    Hyperparameter beta,
    Hyperparameter eps,
    Hyperparameter weightDecay,
    @Nullable Mask weightDecayMask,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean adaptive,
    MuonPreconditioning preconditioning,
    Hyperparameter adamB1,
    Hyperparameter adamB2,
    Hyperparameter adamEpsRoot,
    Hyperparameter adamWeightDecay,
    @Nullable Hyperparameter adamLearningRate,
    MatrixWeights weights,
    @Nullable Hyperparameter consistentRms)
    implements Recipe {
  Muon(Hyperparameter learningRate) {
    this(
        learningRate,
        ScaleByMuon.STANDARD,
        5,
        Hyperparameter.of(0.95),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        null,
        null,
        true,
        false,
        MuonPreconditioning.FROBENIUS,
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0),
        null,
        MatrixWeights.MATRICES,
        null);
  }

  /**
   * These with another {@code nsCoeffs}: the coefficients of the polynomial: one triple for all
   * steps, or one for each.
   */
  public Muon nsCoeffs(List<List<Double>> nsCoeffs) {
    return Components.with(this, "nsCoeffs", nsCoeffs);
  }

  /** These with another {@code nsSteps}: how often the polynomial is applied. */
  public Muon nsSteps(int nsSteps) {
    return Components.with(this, "nsSteps", nsSteps);
  }

  /** These with another {@code beta}: the decay of the momentum. */
  public Muon beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Muon eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Muon weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Muon weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Muon weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecayMask}: which matrices decay; null for all. */
  public Muon weightDecayMask(@Nullable Mask weightDecayMask) {
    return Components.with(this, "weightDecayMask", weightDecayMask);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public Muon muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public Muon nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  /**
   * These with another {@code adaptive}: whether the result is scaled by its inner product with the
   * momentum.
   */
  public Muon adaptive(boolean adaptive) {
    return Components.with(this, "adaptive", adaptive);
  }

  /** These with another {@code preconditioning}: what comes before the iterations. */
  public Muon preconditioning(MuonPreconditioning preconditioning) {
    return Components.with(this, "preconditioning", preconditioning);
  }

  /** These with another {@code adamB1}: the decay of Adam's average of gradients. */
  public Muon adamB1(double adamB1) {
    return Components.with(this, "adamB1", adamB1);
  }

  /** These with another {@code adamB2}: the decay of Adam's average of squares. */
  public Muon adamB2(double adamB2) {
    return Components.with(this, "adamB2", adamB2);
  }

  /** These with another {@code adamEpsRoot}: what keeps Adam's root from 0. */
  public Muon adamEpsRoot(double adamEpsRoot) {
    return Components.with(this, "adamEpsRoot", adamEpsRoot);
  }

  /** These with another {@code adamWeightDecay}: the weight decay where Adam is used. */
  public Muon adamWeightDecay(double adamWeightDecay) {
    return Components.with(this, "adamWeightDecay", adamWeightDecay);
  }

  /** These with another {@code adamWeightDecay}: the weight decay where Adam is used. */
  public Muon adamWeightDecay(Tensor adamWeightDecay) {
    return Components.with(this, "adamWeightDecay", adamWeightDecay);
  }

  /** These with another {@code adamWeightDecay}: the weight decay where Adam is used. */
  public Muon adamWeightDecay(Schedule adamWeightDecay) {
    return Components.with(this, "adamWeightDecay", adamWeightDecay);
  }

  /** These with another {@code adamLearningRate}: the rate of Adam; null for the same. */
  public Muon adamLearningRate(double adamLearningRate) {
    return Components.with(this, "adamLearningRate", adamLearningRate);
  }

  /** These with another {@code adamLearningRate}: the rate of Adam; null for the same. */
  public Muon adamLearningRate(Tensor adamLearningRate) {
    return Components.with(this, "adamLearningRate", adamLearningRate);
  }

  /** These with another {@code adamLearningRate}: the rate of Adam; null for the same. */
  public Muon adamLearningRate(Schedule adamLearningRate) {
    return Components.with(this, "adamLearningRate", adamLearningRate);
  }

  /** These with another {@code weights}: which weights are orthogonalized, and their axes. */
  public Muon weights(MatrixWeights weights) {
    return Components.with(this, "weights", weights);
  }

  /**
   * These with another {@code consistentRms}: the root mean square that is aimed at; null for
   * scaling by shape.
   */
  public Muon consistentRms(double consistentRms) {
    return Components.with(this, "consistentRms", consistentRms);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation matrices =
        Combinators.chain(
            new ScaleByMuon(
                nsCoeffs,
                nsSteps,
                beta,
                eps,
                muDtype,
                nesterov,
                adaptive,
                preconditioning,
                weights),
            new ScaleByShape(weights, consistentRms),
            new AddDecayedWeights(weightDecay, weightDecayMask),
            new ScaleByLearningRate(learningRate, true));
    GradientTransformation others =
        new AdamW(
            adamLearningRate == null ? learningRate : adamLearningRate,
            adamB1,
            adamB2,
            eps,
            adamEpsRoot,
            muDtype,
            adamWeightDecay,
            null,
            nesterov);
    return Combinators.partition(
        Map.of("muon", matrices, "adam", others),
        (path, weight) -> weights.dimensions(path, weight) == null ? "adam" : "muon");
  }
}
