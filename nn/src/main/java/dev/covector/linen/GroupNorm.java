package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.Linear;
import dev.covector.layers.Normalization;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups of features of each example with mean 0 and variance 1, scaled and shifted; Wu and He
 * 2018, <i>Group normalization</i>. Axis 0 numbers the examples, the last one the features.
 *
 * <pre>{@code
 * GroupNorm norm = new GroupNorm().numGroups(4);
 * Map<String, Object> variables = norm.init(Random.key(0), Numpy.ones(2, 8, 8, 8));
 * // {params: {scale: f32[8], bias: f32[8]}}
 * }</pre>
 */
public final class GroupNorm extends Layer {
  private int numGroups = 32;
  private int groupSize = 0;
  private double epsilon = 1e-6;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private boolean useBias = true;
  private boolean useScale = true;
  private Initializer biasInit = Initializers.zeros();
  private Initializer scaleInit = Initializers.ones();
  private int @Nullable [] reductionAxes;
  private @Nullable String axisName;
  private boolean useFastVariance = true;
  private boolean forceFloat32Reductions = true;

  /** A normalization with the usual options. */
  public GroupNorm() {}

  /** What is added to the variance, against division by 0. */
  public GroupNorm epsilon(double value) {
    GroupNorm copy = copy();
    copy.epsilon = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public GroupNorm dtype(@Nullable DType value) {
    GroupNorm copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public GroupNorm paramDtype(DType value) {
    GroupNorm copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** Whether a bias is added. */
  public GroupNorm useBias(boolean value) {
    GroupNorm copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** Whether the result is scaled by a parameter. */
  public GroupNorm useScale(boolean value) {
    GroupNorm copy = copy();
    copy.useScale = value;
    return copy;
  }

  /** How the bias is drawn. */
  public GroupNorm biasInit(Initializer value) {
    GroupNorm copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** How the scale is drawn. */
  public GroupNorm scaleInit(Initializer value) {
    GroupNorm copy = copy();
    copy.scaleInit = value;
    return copy;
  }

  /** The name of a vmapped axis whose examples share their statistics. */
  public GroupNorm axisName(String value) {
    GroupNorm copy = copy();
    copy.axisName = value;
    return copy;
  }

  /**
   * Whether the variance is the mean of squares less the square of the mean: one pass over memory,
   * less exact.
   */
  public GroupNorm useFastVariance(boolean value) {
    GroupNorm copy = copy();
    copy.useFastVariance = value;
    return copy;
  }

  /** Whether statistics are taken in f32 at least; they are without it. */
  public GroupNorm forceFloat32Reductions(boolean value) {
    GroupNorm copy = copy();
    copy.forceFloat32Reductions = value;
    return copy;
  }

  @Override
  public GroupNorm named(String name) {
    return (GroupNorm) super.named(name);
  }

  /** How many groups; 32 without it. */
  public GroupNorm numGroups(int count) {
    GroupNorm copy = copy();
    copy.numGroups = count;
    copy.groupSize = 0;
    return copy;
  }

  /** How many features a group has, instead of the number of groups. */
  public GroupNorm groupSize(int size) {
    GroupNorm copy = copy();
    copy.numGroups = 0;
    copy.groupSize = size;
    return copy;
  }

  /** The axes that mean and variance are taken over, the last among them; all but 0 without it. */
  public GroupNorm reductionAxes(int... axes) {
    GroupNorm copy = copy();
    copy.reductionAxes = axes.clone();
    return copy;
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
    int channels = Linear.features("GroupNorm", x);
    int groups = groupSize == 0 ? numGroups : channels / groupSize;
    if (groups <= 0 || channels % groups != 0 || groupSize > 0 && channels % groupSize != 0) {
      throw new ShapeException(
          "GroupNorm: %s has %d features, which %s; choose numGroups or groupSize that divides them"
              .formatted(
                  x.type(),
                  channels,
                  groupSize == 0
                      ? numGroups + " groups do not divide"
                      : "groups of " + groupSize + " do not divide"));
    }
    int last = x.rank() - 1;
    int[] reduced =
        Normalization.axes(
            x,
            reductionAxes == null ? IntStream.rangeClosed(1, last).toArray() : reductionAxes,
            "GroupNorm");
    if (reduced.length == 0 || reduced[reduced.length - 1] != last) {
      throw new ShapeException(
          "GroupNorm: the reduction axes %s lack the last one of %s, which has the features"
              .formatted(Arrays.toString(reduced), x.type()));
    }
    int size = channels / groups;
    int[] inGroup = reduced.clone();
    inGroup[inGroup.length - 1] = last + 1;
    Normalization.Mode mode =
        new Normalization.Mode(dtype, axisName, true, useFastVariance, forceFloat32Reductions);
    Normalization.Statistics grouped =
        Normalization.statistics(
            grouped(x, groups, size),
            inGroup,
            mode,
            mask == null ? null : grouped(mask, groups, size));
    Normalization.Statistics statistics =
        new Normalization.Statistics(
            Numpy.repeat(grouped.mean(), size, -1), Numpy.repeat(grouped.variance(), size, -1));
    Shape shape = Shape.of(channels);
    Tensor scale = useScale ? param("scale", scaleInit, shape, paramDtype) : null;
    Tensor bias = useBias ? param("bias", biasInit, shape, paramDtype) : null;
    int[] spatial = Arrays.copyOf(reduced, reduced.length - 1);
    int[] features = {last};
    return Normalization.normalize(x, statistics, spatial, features, scale, bias, epsilon, dtype);
  }

  private static Tensor grouped(Tensor x, int groups, int size) {
    int last = x.rank() - 1;
    Shape shape =
        x.shape().dim(last) == 1
            ? x.shape().insert(last, 1)
            : x.shape().with(last, size).insert(last, groups);
    return Lax.reshape(x, shape);
  }
}
