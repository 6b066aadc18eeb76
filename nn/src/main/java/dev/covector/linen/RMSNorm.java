package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Normalization;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * Each example divided by the root of the mean of its squares, scaled; Zhang and Sennrich 2019,
 * <i>Root mean square layer normalization</i>.
 *
 * <pre>{@code
 * RMSNorm norm = new RMSNorm();
 * Map<String, Object> variables = norm.init(Random.key(0), Numpy.ones(2, 3));
 * // {params: {scale: f32[3]}}
 * }</pre>
 */
public final class RMSNorm extends Layer {
  private double epsilon = 1e-6;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private boolean useScale = true;
  private Initializer scaleInit = Initializers.ones();
  private int[] reductionAxes = {-1};
  private int[] featureAxes = {-1};
  private @Nullable String axisName;
  private boolean forceFloat32Reductions = true;

  /** A normalization with the usual options. */
  public RMSNorm() {}

  /** What is added to the variance, against division by 0. */
  public RMSNorm epsilon(double value) {
    RMSNorm copy = copy();
    copy.epsilon = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public RMSNorm dtype(@Nullable DType value) {
    RMSNorm copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public RMSNorm paramDtype(DType value) {
    RMSNorm copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** Whether the result is scaled by a parameter. */
  public RMSNorm useScale(boolean value) {
    RMSNorm copy = copy();
    copy.useScale = value;
    return copy;
  }

  /** How the scale is drawn. */
  public RMSNorm scaleInit(Initializer value) {
    RMSNorm copy = copy();
    copy.scaleInit = value;
    return copy;
  }

  /** The axes that mean and variance are taken over. */
  public RMSNorm reductionAxes(int... value) {
    RMSNorm copy = copy();
    copy.reductionAxes = value.clone();
    return copy;
  }

  /** The axes that have a scale and a bias of their own for each element. */
  public RMSNorm featureAxes(int... value) {
    RMSNorm copy = copy();
    copy.featureAxes = value.clone();
    return copy;
  }

  /** The name of a vmapped axis whose examples share their statistics. */
  public RMSNorm axisName(String value) {
    RMSNorm copy = copy();
    copy.axisName = value;
    return copy;
  }

  /** Whether statistics are taken in f32 at least; they are without it. */
  public RMSNorm forceFloat32Reductions(boolean value) {
    RMSNorm copy = copy();
    copy.forceFloat32Reductions = value;
    return copy;
  }

  @Override
  public RMSNorm named(String name) {
    return (RMSNorm) super.named(name);
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
    int[] reduced = Normalization.axes(x, reductionAxes, "RMSNorm");
    int[] features = Normalization.axes(x, featureAxes, "RMSNorm");
    Normalization.Mode mode =
        new Normalization.Mode(dtype, axisName, false, true, forceFloat32Reductions);
    Normalization.Statistics statistics = Normalization.statistics(x, reduced, mode, mask);
    Shape shape = Normalization.featureShape(x, features);
    Tensor scale = useScale ? param("scale", scaleInit, shape, paramDtype) : null;
    return Normalization.normalize(x, statistics, reduced, features, scale, null, epsilon, dtype);
  }
}
