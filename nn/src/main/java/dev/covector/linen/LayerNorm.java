package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Normalization;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * Each example with mean 0 and variance 1 over its features, scaled and shifted; Ba, Kiros and
 * Hinton 2016, <i>Layer normalization</i>.
 *
 * <pre>{@code
 * LayerNorm norm = new LayerNorm().epsilon(1e-5);
 * Map<String, Object> variables = norm.init(Random.key(0), Numpy.ones(2, 3));
 * // {params: {scale: f32[3], bias: f32[3]}}
 * }</pre>
 */
public final class LayerNorm extends Layer {
  private double epsilon = 1e-6;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private boolean useBias = true;
  private boolean useScale = true;
  private Initializer biasInit = Initializers.zeros();
  private Initializer scaleInit = Initializers.ones();
  private int[] reductionAxes = {-1};
  private int[] featureAxes = {-1};
  private @Nullable String axisName;
  private boolean useFastVariance = true;
  private boolean forceFloat32Reductions = true;

  /** A normalization with the usual options. */
  public LayerNorm() {}

  /** What is added to the variance, against division by 0. */
  public LayerNorm epsilon(double value) {
    LayerNorm copy = copy();
    copy.epsilon = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public LayerNorm dtype(@Nullable DType value) {
    LayerNorm copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public LayerNorm paramDtype(DType value) {
    LayerNorm copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** Whether a bias is added. */
  public LayerNorm useBias(boolean value) {
    LayerNorm copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** Whether the result is scaled by a parameter. */
  public LayerNorm useScale(boolean value) {
    LayerNorm copy = copy();
    copy.useScale = value;
    return copy;
  }

  /** How the bias is drawn. */
  public LayerNorm biasInit(Initializer value) {
    LayerNorm copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** How the scale is drawn. */
  public LayerNorm scaleInit(Initializer value) {
    LayerNorm copy = copy();
    copy.scaleInit = value;
    return copy;
  }

  /** The axes that mean and variance are taken over. */
  public LayerNorm reductionAxes(int... value) {
    LayerNorm copy = copy();
    copy.reductionAxes = value.clone();
    return copy;
  }

  /** The axes that have a scale and a bias of their own for each element. */
  public LayerNorm featureAxes(int... value) {
    LayerNorm copy = copy();
    copy.featureAxes = value.clone();
    return copy;
  }

  /** The name of a vmapped axis whose examples share their statistics. */
  public LayerNorm axisName(String value) {
    LayerNorm copy = copy();
    copy.axisName = value;
    return copy;
  }

  /**
   * Whether the variance is the mean of squares less the square of the mean: one pass over memory,
   * less exact.
   */
  public LayerNorm useFastVariance(boolean value) {
    LayerNorm copy = copy();
    copy.useFastVariance = value;
    return copy;
  }

  /** Whether statistics are taken in f32 at least; they are without it. */
  public LayerNorm forceFloat32Reductions(boolean value) {
    LayerNorm copy = copy();
    copy.forceFloat32Reductions = value;
    return copy;
  }

  @Override
  public LayerNorm named(String name) {
    return (LayerNorm) super.named(name);
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
    int[] reduced = Normalization.axes(x, reductionAxes, "LayerNorm");
    int[] features = Normalization.axes(x, featureAxes, "LayerNorm");
    Normalization.Mode mode =
        new Normalization.Mode(dtype, axisName, true, useFastVariance, forceFloat32Reductions);
    Normalization.Statistics statistics = Normalization.statistics(x, reduced, mode, mask);
    Shape shape = Normalization.featureShape(x, features);
    Tensor scale = useScale ? param("scale", scaleInit, shape, paramDtype) : null;
    Tensor bias = useBias ? param("bias", biasInit, shape, paramDtype) : null;
    return Normalization.normalize(x, statistics, reduced, features, scale, bias, epsilon, dtype);
  }
}
