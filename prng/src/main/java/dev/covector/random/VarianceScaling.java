package dev.covector.random;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.Arrays;
import java.util.List;

/**
 * Random weights whose variance is {@code scale / n}, where n is the number of inputs or outputs of
 * a unit. Axes that are neither input, output nor batch axes are the window of a convolution, and
 * count for both.
 *
 * @param scale positive
 * @param mode what n is
 * @param distribution what is drawn
 * @param inAxes the input axes; negative ones count from the end
 * @param outAxes the output axes
 * @param batchAxes axes that number independent weights, and do not count
 */
public record VarianceScaling(
    double scale,
    Mode mode,
    Distribution distribution,
    List<Integer> inAxes,
    List<Integer> outAxes,
    List<Integer> batchAxes)
    implements Initializer {
  private static final List<Integer> BEFORE_LAST = List.of(-2);

  /** The standard deviation of a normal number with variance 1 that is cut to (-2, 2). */
  private static final double TRUNCATED_DEVIATION = 0.87962566103423978;

  /** What the variance is divided by. */
  public enum Mode {
    /** The number of inputs. */
    FAN_IN,
    /** The number of outputs. */
    FAN_OUT,
    /** The mean of the two. */
    FAN_AVG,
    /** The square root of their product. */
    FAN_GEO_AVG
  }

  /** What is drawn; the mean is 0. */
  public enum Distribution {
    /** Normal, cut at two standard deviations, and widened so that the variance is kept. */
    TRUNCATED_NORMAL,
    /** Normal. */
    NORMAL,
    /** Uniform. */
    UNIFORM
  }

  /** Copies the lists. */
  public VarianceScaling {
    inAxes = List.copyOf(inAxes);
    outAxes = List.copyOf(outAxes);
    batchAxes = List.copyOf(batchAxes);
  }

  /** With inputs along the last axis but one, and outputs along the last. */
  VarianceScaling(double scale, Mode mode, Distribution distribution) {
    this(scale, mode, distribution, BEFORE_LAST, List.of(-1), List.of());
  }

  /** The same with other input axes. */
  public VarianceScaling inAxes(int... axes) {
    return new VarianceScaling(scale, mode, distribution, list(axes), outAxes, batchAxes);
  }

  /** The same with other output axes. */
  public VarianceScaling outAxes(int... axes) {
    return new VarianceScaling(scale, mode, distribution, inAxes, list(axes), batchAxes);
  }

  /** The same with other batch axes. */
  public VarianceScaling batchAxes(int... axes) {
    return new VarianceScaling(scale, mode, distribution, inAxes, outAxes, list(axes));
  }

  private static List<Integer> list(int... axes) {
    return Arrays.stream(axes).boxed().toList();
  }

  /**
   * Random weights.
   *
   * @throws ShapeException when the shape lacks an axis or has no element
   * @throws CovectorException when scale over n is negative or not finite
   */
  @Override
  public Tensor initialize(Tensor key, Shape shape, DType dtype) {
    Parameters.requireKey("variance_scaling", key);
    Parameters.requireFloating("variance_scaling", dtype);
    double variance = scale / fan(shape);
    if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new CovectorException(
          "variance_scaling: scale "
              + scale
              + " for shape "
              + shape
              + " gives the variance "
              + variance
              + "; it must be finite and not negative");
    }
    return Library.inline(
        "variance_scaling",
        List.of(this, shape, dtype),
        in -> draw(in.getFirst(), Parameters.scalar(variance, dtype), shape, dtype),
        key);
  }

  private Tensor draw(Tensor key, Tensor variance, Shape shape, DType dtype) {
    return switch (distribution) {
      case TRUNCATED_NORMAL ->
          times(
              Random.truncatedNormal(key, -2, 2, shape, dtype),
              Lax.div(Lax.sqrt(variance), Lax.fullLike(variance, TRUNCATED_DEVIATION)));
      case NORMAL -> times(Random.normal(key, shape, dtype), Lax.sqrt(variance));
      case UNIFORM ->
          times(
              Random.uniform(key, shape, dtype, -1, 1),
              Lax.sqrt(Lax.mul(Lax.fullLike(variance, 3), variance)));
    };
  }

  private static Tensor times(Tensor x, Tensor deviation) {
    return Lax.mul(x, Lax.broadcast(deviation, x.shape()));
  }

  private double fan(Shape shape) {
    if (shape.rank() < 2 && inAxes.equals(BEFORE_LAST)) {
      throw new ShapeException(
          "variance_scaling: shape "
              + shape
              + " has no axis -2 for the inputs; name the axis with"
              + " inAxes(...), or use a shape of at least two axes");
    }
    if (shape.size() == 0) {
      throw new ShapeException(
          "variance_scaling: shape " + shape + " has no element, so nothing to scale by");
    }
    double inputs = size(shape, inAxes);
    double outputs = size(shape, outAxes);
    double window = shape.size() / inputs / outputs / size(shape, batchAxes);
    double fanIn = inputs * window;
    double fanOut = outputs * window;
    return switch (mode) {
      case FAN_IN -> fanIn;
      case FAN_OUT -> fanOut;
      case FAN_AVG -> (fanIn + fanOut) / 2;
      case FAN_GEO_AVG -> Math.sqrt(fanIn * fanOut);
    };
  }

  private static double size(Shape shape, List<Integer> axes) {
    double size = 1;
    for (int axis : axes) {
      size *= shape.toArray()[shape.axis(axis, "variance_scaling")];
    }
    return size;
  }
}
