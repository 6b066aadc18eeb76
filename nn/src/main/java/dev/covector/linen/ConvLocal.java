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
 * A convolution with a kernel of its own for each place.
 *
 * <pre>{@code
 * ConvLocal conv = new ConvLocal(3, 3);
 * Map<String, Object> variables = conv.init(Random.key(0), Numpy.ones(1, 8, 4));
 * // {params: {kernel: f32[8,12,3], bias: f32[8,3]}}
 * }</pre>
 */
public final class ConvLocal extends Layer {
  private int features;
  private int[] kernelSize;
  private int[] strides = {1};
  private ConvPadding padding = new ConvPadding.Zeros(Padding.SAME);
  private int[] inputDilation = {1};
  private int[] kernelDilation = {1};
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
  public ConvLocal(int features, int... kernelSize) {
    this.features = features;
    this.kernelSize = kernelSize.clone();
  }

  /** The steps of the kernel: one number, or one per spatial axis. */
  public ConvLocal strides(int... value) {
    ConvLocal copy = copy();
    copy.strides = value.clone();
    return copy;
  }

  /** The spacing of the input, with zeros between: one number, or one per spatial axis. */
  public ConvLocal inputDilation(int... value) {
    ConvLocal copy = copy();
    copy.inputDilation = value.clone();
    return copy;
  }

  /** The spacing of the kernel: one number, or one per spatial axis. */
  public ConvLocal kernelDilation(int... value) {
    ConvLocal copy = copy();
    copy.kernelDilation = value.clone();
    return copy;
  }

  /** Whether a bias is added. */
  public ConvLocal useBias(boolean value) {
    ConvLocal copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** What the kernel is multiplied by: a tensor of its shape. */
  public ConvLocal mask(Tensor value) {
    ConvLocal copy = copy();
    copy.mask = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public ConvLocal dtype(@Nullable DType value) {
    ConvLocal copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public ConvLocal paramDtype(DType value) {
    ConvLocal copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** The precision of products; all are the same on a CPU. */
  public ConvLocal precision(@Nullable Precision value) {
    ConvLocal copy = copy();
    copy.precision = value;
    return copy;
  }

  /** How the kernel is drawn. */
  public ConvLocal kernelInit(Initializer value) {
    ConvLocal copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the bias is drawn. */
  public ConvLocal biasInit(Initializer value) {
    ConvLocal copy = copy();
    copy.biasInit = value;
    return copy;
  }

  @Override
  public ConvLocal named(String name) {
    return (ConvLocal) super.named(name);
  }

  /** The zeros around the input; as many as keep its sizes without it. */
  public ConvLocal padding(Padding value) {
    return around(new ConvPadding.Zeros(value));
  }

  /** The input goes on periodically around itself. */
  public ConvLocal circular() {
    return around(ConvPadding.Border.CIRCULAR);
  }

  /** The input is reflected at its borders. */
  public ConvLocal reflect() {
    return around(ConvPadding.Border.REFLECT);
  }

  /** Zeros are in front only, so that nothing sees what comes after it; for one spatial axis. */
  public ConvLocal causal() {
    return around(ConvPadding.Border.CAUSAL);
  }

  @Override
  protected Tensor call(Tensor x) {
    Convolution convolution =
        new Convolution(
            "ConvLocal", kernelSize, strides, padding, inputDilation, kernelDilation, 1);
    Tensor flat = convolution.flatten(x);
    Shape shape = convolution.localKernelShape(flat, features);
    Tensor kernel = masked(param("kernel", kernelInit, shape, paramDtype));
    Shape biasShape = convolution.localBiasShape(flat, features);
    Tensor bias = useBias ? param("bias", biasInit, biasShape, paramDtype) : null;
    return convolution.local(x, kernel, bias, dtype);
  }

  private ConvLocal around(ConvPadding value) {
    ConvLocal copy = copy();
    copy.padding = value;
    return copy;
  }

  private Tensor masked(Tensor kernel) {
    if (mask == null) {
      return kernel;
    }
    if (!mask.shape().equals(kernel.shape())) {
      throw new ShapeException(
          "ConvLocal: the mask is %s, the kernel %s; their shapes must be equal"
              .formatted(mask.type(), kernel.type()));
    }
    return kernel.times(mask);
  }
}
