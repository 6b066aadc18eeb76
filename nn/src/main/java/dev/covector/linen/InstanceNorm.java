package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.layers.Normalization;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Each feature of each example with mean 0 and variance 1 over its places, scaled and shifted;
 * Ulyanov, Vedaldi and Lempitsky 2016, <i>Instance normalization</i>. Axis 0 numbers the examples.
 *
 * <pre>{@code
 * InstanceNorm norm = new InstanceNorm();
 * Map<String, Object> variables = norm.init(Random.key(0), Numpy.ones(2, 8, 8, 3));
 * // {params: {scale: f32[3], bias: f32[3]}}
 * }</pre>
 */
public final class InstanceNorm extends Layer {
  private double epsilon = 1e-6;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private boolean useBias = true;
  private boolean useScale = true;
  private Initializer biasInit = Initializers.zeros();
  private Initializer scaleInit = Initializers.ones();
  private int[] featureAxes = {-1};
  private @Nullable String axisName;
  private boolean useFastVariance = true;
  private boolean forceFloat32Reductions = true;

  /** A normalization with the usual options. */
  public InstanceNorm() {}

  /** What is added to the variance, against division by 0. */
  public InstanceNorm epsilon(double value) {
    InstanceNorm copy = copy();
    copy.epsilon = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public InstanceNorm dtype(@Nullable DType value) {
    InstanceNorm copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public InstanceNorm paramDtype(DType value) {
    InstanceNorm copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** Whether a bias is added. */
  public InstanceNorm useBias(boolean value) {
    InstanceNorm copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** Whether the result is scaled by a parameter. */
  public InstanceNorm useScale(boolean value) {
    InstanceNorm copy = copy();
    copy.useScale = value;
    return copy;
  }

  /** How the bias is drawn. */
  public InstanceNorm biasInit(Initializer value) {
    InstanceNorm copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** How the scale is drawn. */
  public InstanceNorm scaleInit(Initializer value) {
    InstanceNorm copy = copy();
    copy.scaleInit = value;
    return copy;
  }

  /** The axes that have a scale and a bias of their own for each element. */
  public InstanceNorm featureAxes(int... value) {
    InstanceNorm copy = copy();
    copy.featureAxes = value.clone();
    return copy;
  }

  /** The name of a vmapped axis whose examples share their statistics. */
  public InstanceNorm axisName(String value) {
    InstanceNorm copy = copy();
    copy.axisName = value;
    return copy;
  }

  /**
   * Whether the variance is the mean of squares less the square of the mean: one pass over memory,
   * less exact.
   */
  public InstanceNorm useFastVariance(boolean value) {
    InstanceNorm copy = copy();
    copy.useFastVariance = value;
    return copy;
  }

  /** Whether statistics are taken in f32 at least; they are without it. */
  public InstanceNorm forceFloat32Reductions(boolean value) {
    InstanceNorm copy = copy();
    copy.forceFloat32Reductions = value;
    return copy;
  }

  @Override
  public InstanceNorm named(String name) {
    return (InstanceNorm) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    return normalized(x, null);
  }

  /**
   * The normalized input, of which only a part counts.
   *
   * @param mask false or 0 where an element does not count; broadcasts to x
   */
  public Tensor apply(Tensor x, Tensor mask) {
    return compact(() -> normalized(x, mask));
  }

  private Tensor normalized(Tensor x, @Nullable Tensor mask) {
    int[] features = Normalization.axes(x, featureAxes, "InstanceNorm");
    if (Arrays.stream(features).anyMatch(axis -> axis == 0)) {
      throw new ShapeException(
          "InstanceNorm: axis 0 of %s is among the feature axes; it numbers the examples"
              .formatted(x.type()));
    }
    int[] reduced =
        Arrays.stream(Normalization.others(x, features)).filter(axis -> axis != 0).toArray();
    Normalization.Mode mode =
        new Normalization.Mode(dtype, axisName, true, useFastVariance, forceFloat32Reductions);
    Normalization.Statistics statistics = Normalization.statistics(x, reduced, mode, mask);
    Shape shape = Normalization.featureShape(x, features);
    Tensor scale = useScale ? param("scale", scaleInit, shape, paramDtype) : null;
    Tensor bias = useBias ? param("bias", biasInit, shape, paramDtype) : null;
    return Normalization.normalize(x, statistics, reduced, features, scale, bias, epsilon, dtype);
  }
}
