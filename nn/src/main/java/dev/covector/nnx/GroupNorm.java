package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.Normalization;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups of features of each example with mean 0 and variance 1, scaled and shifted; Wu and He
 * 2018, <i>Group normalization</i>.
 *
 * <pre>{@code
 * GroupNorm norm = new GroupNorm(4, new NormOptions().numGroups(2), new Rngs(0));
 * Tensor y = norm.apply(Numpy.ones(2, 3, 4)); // f32[2,3,4]
 * }</pre>
 */
public final class GroupNorm extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private @Nullable Param scale;
  private final int numFeatures;
  private final Normalization.Mode mode;
  private final @Nullable List<Integer> reductionAxes;
  private final int groups;
  private final double epsilon;

  /** A normalization of so many features. */
  public GroupNorm(int numFeatures, Rngs rngs) {
    this(numFeatures, new NormOptions(), rngs);
  }

  /** A normalization with options. */
  public GroupNorm(int numFeatures, NormOptions options, Rngs rngs) {
    Shape shape = Shape.of(numFeatures);
    this.numFeatures = numFeatures;
    this.mode = options.mode(true);
    this.scale = options.scale(rngs, shape);
    this.bias = options.bias(rngs, shape);
    this.reductionAxes = options.reductionAxes;
    this.groups = options.groupSize == 0 ? options.numGroups : numFeatures / options.groupSize;
    if (groups <= 0
        || numFeatures % groups != 0
        || options.groupSize > 0 && numFeatures % options.groupSize != 0) {
      throw new ShapeException(
          "GroupNorm: %d features are no multiple of %s"
              .formatted(
                  numFeatures,
                  options.groupSize == 0
                      ? options.numGroups + " groups"
                      : "a group size of " + options.groupSize));
    }
    this.epsilon = options.epsilonOr(1e-6);
  }

  /** The normalized input. */
  @Override
  public Tensor apply(Tensor x) {
    return normalized(x, null);
  }

  /**
   * The normalized input, of which only a part counts.
   *
   * @param mask false or 0 where an element does not count; broadcasts to x
   */
  public Tensor apply(Tensor x, Tensor mask) {
    return normalized(x, mask);
  }

  private Tensor normalized(Tensor x, @Nullable Tensor mask) {
    int last = x.rank() - 1;
    int[] features = {last};
    Features.require("GroupNorm", x, numFeatures);
    int[] given =
        reductionAxes == null
            ? IntStream.rangeClosed(1, last).toArray()
            : reductionAxes.stream().mapToInt(Integer::intValue).toArray();
    int[] axes = Normalization.axes(x, given, "GroupNorm");
    if (axes.length == 0 || axes[axes.length - 1] != last) {
      throw new ShapeException(
          "GroupNorm: the reduction axes lack the last one of %s, which has the features"
              .formatted(x.type()));
    }
    int[] inGroup = axes.clone();
    inGroup[inGroup.length - 1] = last + 1;
    int size = numFeatures / groups;
    Normalization.Statistics grouped =
        Normalization.statistics(
            grouped(x, size), inGroup, mode, mask == null ? null : grouped(mask, size));
    Normalization.Statistics statistics =
        new Normalization.Statistics(
            Numpy.repeat(grouped.mean(), size, -1), Numpy.repeat(grouped.variance(), size, -1));
    int[] reduced = Arrays.copyOf(axes, axes.length - 1);
    return Normalization.normalize(
        x,
        statistics,
        reduced,
        features,
        scale == null ? null : scale.get(),
        bias == null ? null : bias.get(),
        epsilon,
        mode.dtype());
  }

  private Tensor grouped(Tensor x, int size) {
    int last = x.rank() - 1;
    Shape shape =
        x.shape().dim(last) == 1
            ? x.shape().insert(last, 1)
            : x.shape().with(last, size).insert(last, groups);
    return Lax.reshape(x, shape);
  }
}
