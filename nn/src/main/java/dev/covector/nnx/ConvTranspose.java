package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.layers.Convolution;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A transposed convolution: strides spread the input.
 *
 * <pre>{@code
 * ConvTranspose conv =
 *     new ConvTranspose(3, 8, new int[] {3}, new ConvOptions().strides(2), new Rngs(0));
 * Tensor y = conv.apply(Numpy.ones(2, 5, 3)); // f32[2,10,8]
 * }</pre>
 */
public final class ConvTranspose extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private Param kernel;
  private final int inFeatures;
  private final Convolution convolution;
  private final @Nullable Tensor mask;
  private final @Nullable DType dtype;
  private final boolean transposeKernel;

  /** A convolution with a kernel of these sizes, which keeps the sizes of the input. */
  public ConvTranspose(int inFeatures, int outFeatures, int[] kernelSize, Rngs rngs) {
    this(inFeatures, outFeatures, kernelSize, new ConvOptions(), rngs);
  }

  /**
   * A convolution with options.
   *
   * @throws ShapeException when the groups do not divide the features
   */
  public ConvTranspose(
      int inFeatures, int outFeatures, int[] kernelSize, ConvOptions options, Rngs rngs) {
    if (inFeatures % options.featureGroupCount != 0) {
      throw new ShapeException(
          "ConvTranspose: %d features are no multiple of %d groups"
              .formatted(inFeatures, options.featureGroupCount));
    }
    this.inFeatures = inFeatures;
    this.convolution = options.convolution("ConvTranspose", kernelSize);
    this.mask = options.mask;
    this.dtype = options.dtype;
    this.transposeKernel = options.transposeKernel;
    int[] sizes = Arrays.copyOf(kernelSize, kernelSize.length + 2);
    sizes[kernelSize.length] = transposeKernel ? outFeatures : inFeatures;
    sizes[kernelSize.length + 1] = transposeKernel ? inFeatures : outFeatures;
    this.kernel = options.kernel(rngs, Shape.of(sizes));
    this.bias = options.bias(rngs, Shape.of(outFeatures));
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
   */
  @Override
  public Tensor apply(Tensor x) {
    Features.require("ConvTranspose", x, inFeatures);
    return convolution.transposed(
        x,
        ConvOptions.masked("ConvTranspose", kernel.get(), mask),
        bias == null ? null : bias.get(),
        transposeKernel,
        dtype);
  }
}
