package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.random.Initializers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A linear map over several axes.
 *
 * <pre>{@code
 * LinearGeneral heads = new LinearGeneral(8, new int[] {2, 4}, new Rngs(0));
 * Tensor y = heads.apply(Numpy.ones(3, 8)); // f32[3,2,4]
 * }</pre>
 */
public final class LinearGeneral extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private Param kernel;
  private final int[] inFeatures;
  private final int[] outFeatures;
  private final List<Integer> axis;
  private final int batches;
  private final @Nullable DType dtype;

  /** A map of the last axis to features. */
  public LinearGeneral(int inFeatures, int[] outFeatures, Rngs rngs) {
    this(new int[] {inFeatures}, outFeatures, new LinearGeneralOptions(), rngs);
  }

  /**
   * A map with options.
   *
   * @throws ShapeException when there are not as many sizes as axes
   */
  public LinearGeneral(
      int[] inFeatures, int[] outFeatures, LinearGeneralOptions options, Rngs rngs) {
    if (inFeatures.length != options.axis.size()) {
      throw new ShapeException(
          "LinearGeneral: there are %d sizes of input features, %s, for the axes %s"
              .formatted(inFeatures.length, Arrays.toString(inFeatures), options.axis));
    }
    this.inFeatures = inFeatures.clone();
    this.outFeatures = outFeatures.clone();
    this.axis = options.axis;
    this.dtype = options.dtype;
    int[] batch = options.batchSizes.stream().mapToInt(Integer::intValue).toArray();
    this.batches = batch.length;
    // drawn as a matrix: the initializer's fans are those of the map
    int rows = product(batch) * product(inFeatures);
    Shape flat = Shape.of(rows, product(outFeatures));
    Shape whole = Shape.of(concat(batch, inFeatures, outFeatures));
    this.kernel =
        new Param(
            Lax.reshape(
                options
                    .kernelInitOr(Initializers.lecunNormal())
                    .initialize(rngs.params(), flat, options.paramDtype),
                whole));
    Shape biasShape = Shape.of(concat(batch, outFeatures));
    if (options.useBias) {
      Tensor drawn =
          options.biasInit.initialize(
              rngs.params(), Shape.of(product(batch) * product(outFeatures)), options.paramDtype);
      this.bias = new Param(Lax.reshape(drawn, biasShape));
    }
  }

  private static int product(int[] sizes) {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }

  private static int[] concat(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  /** The kernel: batch axes, contracted axes, features. */
  public Param kernel() {
    return kernel;
  }

  /**
   * The map.
   *
   * @return batch axes, the other axes of x, features
   * @throws ShapeException when the contracted axes of x have other sizes
   */
  @Override
  public Tensor apply(Tensor x) {
    List<Integer> axes =
        axis.stream().map(a -> x.shape().axis(a, "LinearGeneral")).sorted().toList();
    for (int i = 0; i < inFeatures.length; i++) {
      if (x.shape().dim(axes.get(i)) != inFeatures[i]) {
        throw new ShapeException(
            "LinearGeneral: the input is %s; its axes %s must have the sizes %s"
                .formatted(x.type(), axis, Arrays.toString(inFeatures)));
      }
    }
    return dev.covector.layers.Linear.general(
        x,
        kernel.get(),
        bias == null ? null : bias.get(),
        axes,
        IntStream.range(0, batches).boxed().toList(),
        dtype);
  }
}
