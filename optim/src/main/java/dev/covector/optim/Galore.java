package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Adam, or another optimizer, for gradients of low rank: its state takes the memory of the
 * projections.
 *
 * <p>Zhao et al. 2024, "GaLore: Memory-Efficient LLM Training by Gradient Low-Rank Projection".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.galore(1e-2).rank(2).updateProjGap(50);
 * OptState state = tx.init(Map.of("kernel", Numpy.ones(6, 4), "bias", Numpy.zeros(4)));
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param rank the rank of the projections
 * @param updateProjGap after how many steps projections are computed again
 * @param scale what the updates of matrices are multiplied by
 * @param baseOptimizer what is done with the projected gradients; it gets no parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 * @param weights which weights are projected, and their axes
 */
public record Galore(
    Hyperparameter learningRate,
    int rank,
    int updateProjGap,
    Hyperparameter scale,
    GradientTransformation baseOptimizer,
    Hyperparameter weightDecay,
    @Nullable Mask mask,
    MatrixWeights weights)
    implements Recipe {
  Galore(Hyperparameter learningRate) {
    this(
        learningRate,
        128,
        200,
        Hyperparameter.of(1.0),
        new ScaleByAdam(),
        Hyperparameter.of(0.0),
        null,
        MatrixWeights.MATRICES);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public Galore learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public Galore learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code learningRate}: the rate: a number, a scalar tensor, or a schedule.
   */
  public Galore learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code rank}: the rank of the projections. */
  public Galore rank(int rank) {
    return Components.with(this, "rank", rank);
  }

  /**
   * These with another {@code updateProjGap}: after how many steps projections are computed again.
   */
  public Galore updateProjGap(int updateProjGap) {
    return Components.with(this, "updateProjGap", updateProjGap);
  }

  /** These with another {@code scale}: what the updates of matrices are multiplied by. */
  public Galore scale(double scale) {
    return Components.with(this, "scale", scale);
  }

  /**
   * These with another {@code baseOptimizer}: what is done with the projected gradients; it gets no
   * parameters.
   */
  public Galore baseOptimizer(GradientTransformation baseOptimizer) {
    return Components.with(this, "baseOptimizer", baseOptimizer);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Galore weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Galore weightDecay(Tensor weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Galore weightDecay(Schedule weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public Galore mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  /** These with another {@code weights}: which weights are projected, and their axes. */
  public Galore weights(MatrixWeights weights) {
    return Components.with(this, "weights", weights);
  }

  @Override
  public GradientTransformation transformation() {
    return Combinators.chain(
        new ScaleByGalore(rank, updateProjGap, scale, baseOptimizer, weights),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByLearningRate(learningRate, true));
  }
}
