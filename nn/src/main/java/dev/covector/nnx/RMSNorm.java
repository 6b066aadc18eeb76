package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Normalization;
import org.jspecify.annotations.Nullable;

/**
 * Each example divided by the root of the mean of its squares, and scaled; Zhang and Sennrich 2019,
 * <i>Root mean square layer normalization</i>.
 *
 * <pre>{@code
 * RMSNorm norm = new RMSNorm(4, new Rngs(0));
 * Tensor y = norm.apply(Numpy.ones(2, 3, 4)); // f32[2,3,4]
 * }</pre>
 */
public final class RMSNorm extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param scale;
  private final int numFeatures;
  private final Normalization.Mode mode;
  private final int[] reductionAxes;
  private final int[] featureAxes;
  private final double epsilon;

  /** A normalization of so many features. */
  public RMSNorm(int numFeatures, Rngs rngs) {
    this(numFeatures, new NormOptions(), rngs);
  }

  /** A normalization with options. */
  public RMSNorm(int numFeatures, NormOptions options, Rngs rngs) {
    Shape shape = Shape.of(numFeatures);
    this.numFeatures = numFeatures;
    this.mode = options.mode(false);
    this.scale = options.scale(rngs, shape);
    this.reductionAxes = options.reductionAxesOr(-1);
    this.featureAxes = options.featureAxes();
    this.epsilon = options.epsilonOr(1e-6);
  }

  /** The normalized input. */
  @Override
  public Tensor apply(Tensor x) {
    return normalized(x, null);
  }

  /**
   * The normalized input, of which only a part counts.
   *
   * @param mask false or 0 where an element does not count; broadcasts to x
   */
  public Tensor apply(Tensor x, Tensor mask) {
    return normalized(x, mask);
  }

  private Tensor normalized(Tensor x, @Nullable Tensor mask) {
    int[] reduced = Normalization.axes(x, reductionAxes, "RMSNorm");
    int[] features = Normalization.axes(x, featureAxes, "RMSNorm");
    Features.require("RMSNorm", x, features, numFeatures);
    Normalization.Statistics statistics = Normalization.statistics(x, reduced, mode, mask);
    return Normalization.normalize(
        x,
        statistics,
        reduced,
        features,
        scale == null ? null : scale.get(),
        null,
        epsilon,
        mode.dtype());
  }
}
