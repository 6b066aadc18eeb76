package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.layers.Convolution;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with a kernel of its own at each place, which is why it has to know the sizes of
 * its input.
 *
 * <pre>{@code
 * int[] image = {5, 5};
 * ConvLocal conv = new ConvLocal(3, 8, image, new int[] {3, 3}, new Rngs(0));
 * Tensor y = conv.apply(Numpy.ones(2, 5, 5, 3)); // f32[2,5,5,8]
 * }</pre>
 */
public final class ConvLocal extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private Param kernel;
  private final int inFeatures;
  private final int[] inputSizes;
  private final Convolution convolution;
  private final @Nullable Tensor mask;
  private final @Nullable DType dtype;

  /** A convolution that keeps the sizes of the input. */
  public ConvLocal(int inFeatures, int outFeatures, int[] inputSizes, int[] kernelSize, Rngs rngs) {
    this(inFeatures, outFeatures, inputSizes, kernelSize, new ConvOptions(), rngs);
  }

  /**
   * A convolution with options.
   *
   * @param inputSizes of the spatial axes
   */
  public ConvLocal(
      int inFeatures,
      int outFeatures,
      int[] inputSizes,
      int[] kernelSize,
      ConvOptions options,
      Rngs rngs) {
    this.inFeatures = inFeatures;
    this.inputSizes = inputSizes.clone();
    this.convolution = options.convolution("ConvLocal", kernelSize);
    this.mask = options.mask;
    this.dtype = options.dtype;
    int[] sizes = new int[inputSizes.length + 2];
    sizes[0] = 1;
    System.arraycopy(inputSizes, 0, sizes, 1, inputSizes.length);
    sizes[sizes.length - 1] = inFeatures;
    Tensor example = Numpy.zeros(sizes);
    this.kernel = options.kernel(rngs, convolution.localKernelShape(example, outFeatures));
    this.bias = options.bias(rngs, convolution.localBiasShape(example, outFeatures));
  }

  /** The kernel. */
  public Param kernel() {
    return kernel;
  }

  /**
   * The convolution.
   *
   * @param x [examples..., spatial..., in]
   * @return [examples..., spatial..., out]
   * @throws ShapeException when the spatial axes have other sizes than those given
   */
  @Override
  public Tensor apply(Tensor x) {
    Features.require("ConvLocal", x, inFeatures);
    int from = x.rank() - 1 - inputSizes.length;
    if (from < 0
        || !Arrays.equals(
            Arrays.copyOfRange(x.shape().toArray(), from, x.rank() - 1), inputSizes)) {
      throw new ShapeException(
          "ConvLocal: the input is %s; its spatial axes must have the sizes %s"
              .formatted(x.type(), Arrays.toString(inputSizes)));
    }
    return convolution.local(
        x,
        ConvOptions.masked("ConvLocal", kernel.get(), mask),
        bias == null ? null : bias.get(),
        dtype);
  }
}
