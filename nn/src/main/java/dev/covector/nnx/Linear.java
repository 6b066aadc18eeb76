package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A linear map over the last axis: {@code x kernel + bias}.
 *
 * <pre>{@code
 * Linear linear = new Linear(3, 4, new Rngs(0));
 * Tensor y = linear.apply(Numpy.ones(2, 3)); // f32[2,4]
 * }</pre>
 */
public class Linear extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private Param kernel;
  private final int inFeatures;
  private final int outFeatures;
  private final @Nullable DType dtype;

  /** A map from so many features to so many. */
  public Linear(int inFeatures, int outFeatures, Rngs rngs) {
    this(inFeatures, outFeatures, new LinearOptions(), rngs);
  }

  /** A map with options. */
  public Linear(int inFeatures, int outFeatures, LinearOptions options, Rngs rngs) {
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.dtype = options.dtype;
    this.kernel = options.kernel(rngs, Shape.of(inFeatures, outFeatures));
    this.bias = options.bias(rngs, Shape.of(outFeatures));
  }

  /** The kernel: [in, out]. */
  public Param kernel() {
    return kernel;
  }

  /** The bias: [out]; null without one. */
  public @Nullable Param bias() {
    return bias;
  }

  /**
   * The map.
   *
   * @param x [..., in]
   * @return [..., out]
   * @throws dev.covector.ShapeException when x has another number of features
   */
  @Override
  public Tensor apply(Tensor x) {
    Features.require("Linear", x, inFeatures);
    return dev.covector.layers.Linear.dense(
        x, kernel.get(), bias == null ? null : bias.get(), dtype);
  }
}
