package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.random.VarianceScaling.Distribution;
import dev.covector.random.VarianceScaling.Mode;
import dev.covector.transform.Library;
import java.util.List;

/**
 * JAX's nn.initializers. Those that scale with the shape have inputs along the last axis but one
 * and outputs along the last; {@link VarianceScaling#inAxes} and its companions change that.
 *
 * <pre>{@code
 * Tensor kernel = Initializers.lecunNormal().initialize(key, 64, 100);
 * }</pre>
 */
public final class Initializers {
  private static final double DEFAULT_SCALE = 0.01;

  private Initializers() {}

  /** All 0. */
  public static Initializer zeros() {
    return constant(0);
  }

  /** All 1. */
  public static Initializer ones() {
    return constant(1);
  }

  /** All the same number. */
  public static Initializer constant(Number value) {
    return (key, shape, dtype) -> Lax.full(shape, value, dtype);
  }

  /**
   * The same values at each place.
   *
   * @param value broadcasts to the shape and is converted to the dtype
   * @throws ShapeException when used for a shape that the value does not broadcast to
   */
  public static Initializer constant(Tensor value) {
    return (key, shape, dtype) -> {
      Parameters.requireFits("constant", "value", value, shape);
      return Library.inline(
          "constant",
          List.of(shape, dtype),
          in -> Parameters.stretch(Lax.convert(in.getFirst(), dtype), shape),
          value);
    };
  }

  /** Uniform on [0, 0.01). */
  public static Initializer uniform() {
    return uniform(DEFAULT_SCALE);
  }

  /** Uniform on [0, scale). */
  public static Initializer uniform(double scale) {
    return new Scaled("uniform", scale, Random::uniform);
  }

  /** Normal with mean 0 and standard deviation 0.01. */
  public static Initializer normal() {
    return normal(DEFAULT_SCALE);
  }

  /** Normal with mean 0 and a standard deviation. */
  public static Initializer normal(double deviation) {
    return new Scaled("normal", deviation, Random::normal);
  }

  /** Normal with standard deviation 0.01, cut at two standard deviations. */
  public static Initializer truncatedNormal() {
    return truncatedNormal(DEFAULT_SCALE);
  }

  /** Normal with a standard deviation, cut at two standard deviations. */
  public static Initializer truncatedNormal(double deviation) {
    return truncatedNormal(deviation, -2, 2);
  }

  /**
   * Normal with a standard deviation, cut; the deviation is that before cutting.
   *
   * @param lower in standard deviations
   * @param upper in standard deviations
   */
  public static Initializer truncatedNormal(double deviation, double lower, double upper) {
    return new Scaled("truncated_normal", deviation, new Cut(lower, upper));
  }

  /** A record, so that equal bounds share a program. */
  private record Cut(double lower, double upper) implements Initializer {
    @Override
    public Tensor initialize(Tensor key, Shape shape, DType dtype) {
      return Random.truncatedNormal(key, lower, upper, shape, dtype);
    }
  }

  /** A sample times a number. */
  private record Scaled(String name, double scale, Initializer sample) implements Initializer {
    @Override
    public Tensor initialize(Tensor key, Shape shape, DType dtype) {
      Parameters.requireKey(name, key);
      Parameters.requireFloating(name, dtype);
      return Library.inline(
          name,
          List.of(this, shape, dtype),
          in -> {
            Tensor x = sample.initialize(in.getFirst(), shape, dtype);
            return Lax.mul(x, Lax.fullLike(x, scale));
          },
          key);
    }
  }

  /** Weights whose variance is scale over a fan. */
  public static VarianceScaling varianceScaling(
      double scale, Mode mode, Distribution distribution) {
    return new VarianceScaling(scale, mode, distribution);
  }

  /** Truncated normal with variance 1 / inputs; LeCun et al. 1998, <i>Efficient BackProp</i>. */
  public static VarianceScaling lecunNormal() {
    return varianceScaling(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform with variance 1 / inputs; LeCun et al. 1998, <i>Efficient BackProp</i>. */
  public static VarianceScaling lecunUniform() {
    return varianceScaling(1, Mode.FAN_IN, Distribution.UNIFORM);
  }

  /** Truncated normal with variance 2 / (inputs + outputs); Glorot and Bengio 2010. */
  public static VarianceScaling glorotNormal() {
    return varianceScaling(1, Mode.FAN_AVG, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform with variance 2 / (inputs + outputs); Glorot and Bengio 2010. */
  public static VarianceScaling glorotUniform() {
    return varianceScaling(1, Mode.FAN_AVG, Distribution.UNIFORM);
  }

  /** The same as {@link #glorotNormal}. */
  public static VarianceScaling xavierNormal() {
    return glorotNormal();
  }

  /** The same as {@link #glorotUniform}. */
  public static VarianceScaling xavierUniform() {
    return glorotUniform();
  }

  /** Truncated normal with variance 2 / inputs, for ReLU; He et al. 2015. */
  public static VarianceScaling heNormal() {
    return varianceScaling(2, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform with variance 2 / inputs, for ReLU; He et al. 2015. */
  public static VarianceScaling heUniform() {
    return varianceScaling(2, Mode.FAN_IN, Distribution.UNIFORM);
  }

  /** The same as {@link #heNormal}. */
  public static VarianceScaling kaimingNormal() {
    return heNormal();
  }

  /** The same as {@link #heUniform}. */
  public static VarianceScaling kaimingUniform() {
    return heUniform();
  }

  /** A random orthogonal matrix. */
  public static Initializer orthogonal() {
    return orthogonal(1, -1);
  }

  /**
   * A random orthogonal matrix times a number; Saxe et al. 2014, <i>Exact solutions to the
   * nonlinear dynamics of learning in deep linear neural networks</i>. All axes but one are its
   * rows; where these are fewer than the columns, the rows are orthonormal, not the columns.
   *
   * @param columnAxis the axis that is its columns
   * @throws ShapeException when used for a shape of fewer than two axes
   */
  public static Initializer orthogonal(double scale, int columnAxis) {
    return new Orthogonal(scale, columnAxis);
  }

  /** A convolution's kernel that is an orthogonal matrix in its middle, and 0 elsewhere. */
  public static Initializer deltaOrthogonal() {
    return deltaOrthogonal(1, -1);
  }

  /**
   * A convolution's kernel that is an orthogonal matrix times a number in its middle, and 0
   * elsewhere; Xiao et al. 2018, <i>Dynamical isometry and a mean field theory of CNNs</i>.
   *
   * @param columnAxis the axis that is the matrix's columns
   * @throws ShapeException when used for a shape that is not [spatial..., inputs, outputs] with one
   *     to three spatial axes and at least as many outputs as inputs
   */
  public static Initializer deltaOrthogonal(double scale, int columnAxis) {
    return new DeltaOrthogonal(scale, columnAxis);
  }
}
