package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Padding;
import dev.covector.lax.Precision;
import dev.covector.layers.ConvPadding;
import dev.covector.layers.Convolution;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * A convolution over the axes before the last, with features last: [examples..., spatial...,
 * features]. The number of spatial axes is that of the kernel's sizes.
 *
 * <pre>{@code
 * Conv conv = new Conv(16, 3, 3).strides(2).padding(Padding.VALID);
 * Map<String, Object> variables = conv.init(Random.key(0), Numpy.ones(1, 8, 8, 4));
 * // {params: {kernel: f32[3,3,4,16], bias: f32[16]}}
 * }</pre>
 */
public final class Conv extends Layer {
  private int features;
  private int[] kernelSize;
  private int[] strides = {1};
  private ConvPadding padding = new ConvPadding.Zeros(Padding.SAME);
  private int[] inputDilation = {1};
  private int[] kernelDilation = {1};
  private int featureGroupCount = 1;
  private boolean useBias = true;
  private @Nullable Tensor mask;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private @Nullable Precision precision;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer biasInit = Initializers.zeros();

  /**
   * A convolution.
   *
   * @param features how many each place has in the result
   * @param kernelSize the sizes of the kernel, one per spatial axis
   */
  public Conv(int features, int... kernelSize) {
    this.features = features;
    this.kernelSize = kernelSize.clone();
  }

  /** The steps of the kernel: one number, or one per spatial axis. */
  public Conv strides(int... value) {
    Conv copy = copy();
    copy.strides = value.clone();
    return copy;
  }

  /** The spacing of the input, with zeros between: one number, or one per spatial axis. */
  public Conv inputDilation(int... value) {
    Conv copy = copy();
    copy.inputDilation = value.clone();
    return copy;
  }

  /** The spacing of the kernel: one number, or one per spatial axis. */
  public Conv kernelDilation(int... value) {
    Conv copy = copy();
    copy.kernelDilation = value.clone();
    return copy;
  }

  /** In how many groups the features are convolved apart. */
  public Conv featureGroupCount(int value) {
    Conv copy = copy();
    copy.featureGroupCount = value;
    return copy;
  }

  /** Whether a bias is added. */
  public Conv useBias(boolean value) {
    Conv copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** What the kernel is multiplied by: a tensor of its shape. */
  public Conv mask(Tensor value) {
    Conv copy = copy();
    copy.mask = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public Conv dtype(@Nullable DType value) {
    Conv copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public Conv paramDtype(DType value) {
    Conv copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** The precision of products; all are the same on a CPU. */
  public Conv precision(@Nullable Precision value) {
    Conv copy = copy();
    copy.precision = value;
    return copy;
  }

  /** How the kernel is drawn. */
  public Conv kernelInit(Initializer value) {
    Conv copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the bias is drawn. */
  public Conv biasInit(Initializer value) {
    Conv copy = copy();
    copy.biasInit = value;
    return copy;
  }

  @Override
  public Conv named(String name) {
    return (Conv) super.named(name);
  }

  /** The zeros around the input; as many as keep its sizes without it. */
  public Conv padding(Padding value) {
    return around(new ConvPadding.Zeros(value));
  }

  /** The input goes on periodically around itself. */
  public Conv circular() {
    return around(ConvPadding.Border.CIRCULAR);
  }

  /** The input is reflected at its borders. */
  public Conv reflect() {
    return around(ConvPadding.Border.REFLECT);
  }

  /** Zeros are in front only, so that nothing sees what comes after it; for one spatial axis. */
  public Conv causal() {
    return around(ConvPadding.Border.CAUSAL);
  }

  @Override
  protected Tensor call(Tensor x) {
    Convolution convolution =
        new Convolution(
            "Conv", kernelSize, strides, padding, inputDilation, kernelDilation, featureGroupCount);
    Shape shape = convolution.kernelShape(convolution.flatten(x), features);
    Tensor kernel = masked(param("kernel", kernelInit, shape, paramDtype));
    Tensor bias = useBias ? param("bias", biasInit, Shape.of(features), paramDtype) : null;
    return convolution.shared(x, kernel, bias, dtype);
  }

  /** The sizes of the kernel, one per spatial axis. */
  public int[] kernelSize() {
    return kernelSize.clone();
  }

  private Conv around(ConvPadding value) {
    Conv copy = copy();
    copy.padding = value;
    return copy;
  }

  private Tensor masked(Tensor kernel) {
    if (mask == null) {
      return kernel;
    }
    if (!mask.shape().equals(kernel.shape())) {
      throw new ShapeException(
          "Conv: the mask is %s, the kernel %s; their shapes must be equal"
              .formatted(mask.type(), kernel.type()));
    }
    return kernel.times(mask);
  }
}
