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
 * A convolution over one or more spatial axes, features last.
 *
 * <pre>{@code
 * Conv conv = new Conv(3, 8, new int[] {3, 3}, new Rngs(0));
 * Tensor y = conv.apply(Numpy.ones(2, 5, 5, 3)); // f32[2,5,5,8]
 * }</pre>
 */
public final class Conv extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private Param kernel;
  private final int inFeatures;
  private final Convolution convolution;
  private final @Nullable Tensor mask;
  private final @Nullable DType dtype;

  /** A convolution with a kernel of these sizes, which keeps the sizes of the input. */
  public Conv(int inFeatures, int outFeatures, int[] kernelSize, Rngs rngs) {
    this(inFeatures, outFeatures, kernelSize, new ConvOptions(), rngs);
  }

  /**
   * A convolution with options.
   *
   * @throws ShapeException when the groups do not divide the features
   */
  public Conv(int inFeatures, int outFeatures, int[] kernelSize, ConvOptions options, Rngs rngs) {
    if (inFeatures % options.featureGroupCount != 0) {
      throw new ShapeException(
          "Conv: %d features are no multiple of %d groups"
              .formatted(inFeatures, options.featureGroupCount));
    }
    this.inFeatures = inFeatures;
    this.convolution = options.convolution("Conv", kernelSize);
    this.mask = options.mask;
    this.dtype = options.dtype;
    int[] sizes = Arrays.copyOf(kernelSize, kernelSize.length + 2);
    sizes[kernelSize.length] = inFeatures / options.featureGroupCount;
    sizes[kernelSize.length + 1] = outFeatures;
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
    Features.require("Conv", x, inFeatures);
    return convolution.shared(
        x, ConvOptions.masked("Conv", kernel.get(), mask), bias == null ? null : bias.get(), dtype);
  }
}
