package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adam without momentum whose squares are kept as rows and columns, with clipping and steps
 * relative to the parameters.
 *
 * <p>Shazeer & Stern 2018, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.adafactor(1e-2).momentum(0.9);
 * OptState state = tx.init(Numpy.ones(256, 256));
 * }</pre>
 *
 * @param learningRate the rate; null for none
 * @param minDimSizeToFactor the least size of both axes of a factored matrix
 * @param decayRate the exponent of the decay: 1 - t^-rate at step t
 * @param decayOffset what is subtracted from the number of the step
 * @param multiplyByParameterScale whether steps are relative to the root mean square of the
 *     parameter
 * @param clippingThreshold the largest root mean square of an update; null for no clipping
 * @param momentum the decay of the momentum; null for none
 * @param dtypeMomentum the dtype of the momentum
 * @param weightDecayRate the weight decay; null for none
 * @param eps what is added to squares
 * @param factored whether large matrices are factored
 * @param weightDecayMask which parameters decay; null for all
 */
public record Adafactor(
    @Nullable Hyperparameter learningRate,
    int minDimSizeToFactor,
    Hyperparameter decayRate,
    int decayOffset,
    boolean multiplyByParameterScale,
    @Nullable Hyperparameter clippingThreshold,
    @Nullable Hyperparameter momentum,
    @Nullable DType dtypeMomentum,
    @Nullable Hyperparameter weightDecayRate,
    Hyperparameter eps,
    boolean factored,
    @Nullable Mask weightDecayMask)
    implements Recipe {
  Adafactor() {
    this(
        null,
        128,
        Hyperparameter.of(0.8),
        0,
        true,
        Hyperparameter.of(1.0),
        null,
        DType.F32,
        null,
        Hyperparameter.of(1e-30),
        true,
        null);
  }

  /** These with another {@code learningRate}: the rate; null for none. */
  public Adafactor learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: the rate; null for none. */
  public Adafactor learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: the rate; null for none. */
  public Adafactor learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /**
   * These with another {@code minDimSizeToFactor}: the least size of both axes of a factored
   * matrix.
   */
  public Adafactor minDimSizeToFactor(int minDimSizeToFactor) {
    return Components.with(this, "minDimSizeToFactor", minDimSizeToFactor);
  }

  /** These with another {@code decayRate}: the exponent of the decay: 1 - t^-rate at step t. */
  public Adafactor decayRate(double decayRate) {
    return Components.with(this, "decayRate", decayRate);
  }

  /** These with another {@code decayOffset}: what is subtracted from the number of the step. */
  public Adafactor decayOffset(int decayOffset) {
    return Components.with(this, "decayOffset", decayOffset);
  }

  /**
   * These with another {@code multiplyByParameterScale}: whether steps are relative to the root
   * mean square of the parameter.
   */
  public Adafactor multiplyByParameterScale(boolean multiplyByParameterScale) {
    return Components.with(this, "multiplyByParameterScale", multiplyByParameterScale);
  }

  /**
   * These with another {@code clippingThreshold}: the largest root mean square of an update; null
   * for no clipping.
   */
  public Adafactor clippingThreshold(double clippingThreshold) {
    return Components.with(this, "clippingThreshold", clippingThreshold);
  }

  /** These with another {@code momentum}: the decay of the momentum; null for none. */
  public Adafactor momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  /** These with another {@code dtypeMomentum}: the dtype of the momentum. */
  public Adafactor dtypeMomentum(@Nullable DType dtypeMomentum) {
    return Components.with(this, "dtypeMomentum", dtypeMomentum);
  }

  /** These with another {@code weightDecayRate}: the weight decay; null for none. */
  public Adafactor weightDecayRate(double weightDecayRate) {
    return Components.with(this, "weightDecayRate", weightDecayRate);
  }

  /** These with another {@code weightDecayRate}: the weight decay; null for none. */
  public Adafactor weightDecayRate(Tensor weightDecayRate) {
    return Components.with(this, "weightDecayRate", weightDecayRate);
  }

  /** These with another {@code weightDecayRate}: the weight decay; null for none. */
  public Adafactor weightDecayRate(Schedule weightDecayRate) {
    return Components.with(this, "weightDecayRate", weightDecayRate);
  }

  /** These with another {@code eps}: what is added to squares. */
  public Adafactor eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code factored}: whether large matrices are factored. */
  public Adafactor factored(boolean factored) {
    return Components.with(this, "factored", factored);
  }

  /** These with another {@code weightDecayMask}: which parameters decay; null for all. */
  public Adafactor weightDecayMask(@Nullable Mask weightDecayMask) {
    return Components.with(this, "weightDecayMask", weightDecayMask);
  }

  @Override
  public GradientTransformation transformation() {
    List<GradientTransformation> parts = new ArrayList<>();
    parts.add(new ScaleByFactoredRms(factored, decayRate, decayOffset, minDimSizeToFactor, eps));
    if (clippingThreshold != null) {
      parts.add(new ClipByBlockRms(clippingThreshold));
    }
    if (learningRate != null) {
      parts.add(new ScaleByLearningRate(learningRate, false));
    }
    if (multiplyByParameterScale) {
      parts.add(new ScaleByParamBlockRms());
    }
    if (momentum != null) {
      parts.add(new Ema(momentum, false, dtypeMomentum));
    }
    if (weightDecayRate != null) {
      parts.add(new AddDecayedWeights(weightDecayRate, weightDecayMask));
    }
    parts.add(new Scale(Hyperparameter.of(-1)));
    return new Chain(parts);
  }
}
