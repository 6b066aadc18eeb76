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
 * A transposed convolution: strides spread the input, so that the result is larger.
 *
 * <pre>{@code
 * ConvTranspose up = new ConvTranspose(3, 3, 3).strides(2);
 * Map<String, Object> variables = up.init(Random.key(0), Numpy.ones(1, 8, 8, 4));
 * Tensor y = up.apply(variables, Numpy.ones(1, 8, 8, 4)); // f32[1,16,16,3]
 * }</pre>
 */
public final class ConvTranspose extends Layer {
  private int features;
  private int[] kernelSize;
  private int[] strides = {1};
  private ConvPadding padding = new ConvPadding.Zeros(Padding.SAME);
  private int[] kernelDilation = {1};
  private boolean useBias = true;
  private @Nullable Tensor mask;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private @Nullable Precision precision;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer biasInit = Initializers.zeros();
  private boolean transposeKernel = false;

  /**
   * A convolution.
   *
   * @param features how many each place has in the result
   * @param kernelSize the sizes of the kernel, one per spatial axis
   */
  public ConvTranspose(int features, int... kernelSize) {
    this.features = features;
    this.kernelSize = kernelSize.clone();
  }

  /** The steps of the kernel: one number, or one per spatial axis. */
  public ConvTranspose strides(int... value) {
    ConvTranspose copy = copy();
    copy.strides = value.clone();
    return copy;
  }

  /** The spacing of the kernel: one number, or one per spatial axis. */
  public ConvTranspose kernelDilation(int... value) {
    ConvTranspose copy = copy();
    copy.kernelDilation = value.clone();
    return copy;
  }

  /** Whether a bias is added. */
  public ConvTranspose useBias(boolean value) {
    ConvTranspose copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** What the kernel is multiplied by: a tensor of its shape. */
  public ConvTranspose mask(Tensor value) {
    ConvTranspose copy = copy();
    copy.mask = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public ConvTranspose dtype(@Nullable DType value) {
    ConvTranspose copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public ConvTranspose paramDtype(DType value) {
    ConvTranspose copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** The precision of products; all are the same on a CPU. */
  public ConvTranspose precision(@Nullable Precision value) {
    ConvTranspose copy = copy();
    copy.precision = value;
    return copy;
  }

  /** How the kernel is drawn. */
  public ConvTranspose kernelInit(Initializer value) {
    ConvTranspose copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the bias is drawn. */
  public ConvTranspose biasInit(Initializer value) {
    ConvTranspose copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /**
   * Whether the kernel is that of the convolution whose gradient this is: its spatial axes are
   * reversed, and its features change places.
   */
  public ConvTranspose transposeKernel(boolean value) {
    ConvTranspose copy = copy();
    copy.transposeKernel = value;
    return copy;
  }

  @Override
  public ConvTranspose named(String name) {
    return (ConvTranspose) super.named(name);
  }

  /** The zeros around the input; as many as keep its sizes without it. */
  public ConvTranspose padding(Padding value) {
    return around(new ConvPadding.Zeros(value));
  }

  /** The input goes on periodically around itself. */
  public ConvTranspose circular() {
    return around(ConvPadding.Border.CIRCULAR);
  }

  @Override
  protected Tensor call(Tensor x) {
    Convolution convolution =
        new Convolution(
            "ConvTranspose", kernelSize, strides, padding, new int[] {1}, kernelDilation, 1);
    Shape shape = convolution.kernelShape(convolution.flatten(x), features);
    if (transposeKernel) {
      int inputs = shape.dim(-2);
      shape = shape.with(kernelSize.length, features).with(kernelSize.length + 1, inputs);
    }
    Tensor kernel = masked(param("kernel", kernelInit, shape, paramDtype));
    Tensor bias = useBias ? param("bias", biasInit, Shape.of(features), paramDtype) : null;
    return convolution.transposed(x, kernel, bias, transposeKernel, dtype);
  }

  private ConvTranspose around(ConvPadding value) {
    ConvTranspose copy = copy();
    copy.padding = value;
    return copy;
  }

  private Tensor masked(Tensor kernel) {
    if (mask == null) {
      return kernel;
    }
    if (!mask.shape().equals(kernel.shape())) {
      throw new ShapeException(
          "ConvTranspose: the mask is %s, the kernel %s; their shapes must be equal"
              .formatted(mask.type(), kernel.type()));
    }
    return kernel.times(mask);
  }
}
