package dev.covector.random;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/** The normal distribution and what is made of it. */
public class RandomNormal extends RandomIntegers {
  RandomNormal() {}

  /** Normal with mean 0 and variance 1, of the default floating dtype. */
  public static Tensor normal(Tensor key, int... sizes) {
    return normal(key, Shape.of(sizes));
  }

  /** Normal with mean 0 and variance 1, of the default floating dtype. */
  public static Tensor normal(Tensor key, Shape shape) {
    return normal(key, shape, Defaults.floating());
  }

  /**
   * Normal with mean 0 and variance 1: {@code sqrt(2) * erfInv(u)} of a uniform u on (-1, 1).
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   */
  public static Tensor normal(Tensor key, Shape shape, DType dtype) {
    Parameters.requireKey("normal", key);
    Parameters.requireFloating("normal", dtype);
    List<Object> parameters = List.of(shape, dtype);
    return Library.named(
        "_normal",
        parameters,
        outer ->
            Library.named(
                "_normal_real",
                parameters,
                in -> standard(in.getFirst(), shape, dtype),
                outer.getFirst()),
        key);
  }

  private static Tensor standard(Tensor key, Shape shape, DType dtype) {
    Tensor u = uniform(key, shape, dtype, FloatFormat.of(dtype).aboveMinusOne(), 1);
    return Lax.mul(Lax.fullLike(u, Math.sqrt(2)), InverseErf.of(u));
  }

  /** Normal, cut to (lower, upper), of the default floating dtype. */
  public static Tensor truncatedNormal(Tensor key, Number lower, Number upper, Shape shape) {
    return truncatedNormal(key, lower, upper, shape, Defaults.floating());
  }

  /** Normal, cut to (lower, upper). */
  public static Tensor truncatedNormal(
      Tensor key, Number lower, Number upper, Shape shape, DType dtype) {
    Parameters.requireFloating("truncated_normal", dtype);
    return truncatedNormal(
        key, Parameters.scalar(lower, dtype), Parameters.scalar(upper, dtype), shape, dtype);
  }

  /** Normal, cut to (lower, upper), one sample for each pair of bounds. */
  public static Tensor truncatedNormal(Tensor key, Tensor lower, Tensor upper) {
    Shape shape = Shape.broadcast("truncated_normal", lower.shape(), upper.shape());
    return truncatedNormal(key, lower, upper, shape, Defaults.floating());
  }

  /**
   * Normal with mean 0 and variance 1, cut to (lower, upper): {@code sqrt(2) * erfInv(u)} of a u
   * that is uniform between the error functions of the bounds over sqrt(2). The bounds have a
   * derivative.
   *
   * @param key key[]
   * @param lower broadcasts to the shape
   * @param upper broadcasts to the shape
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   * @throws ShapeException when a bound does not broadcast to the shape
   */
  public static Tensor truncatedNormal(
      Tensor key, Tensor lower, Tensor upper, Shape shape, DType dtype) {
    Parameters.requireKey("truncated_normal", key);
    Parameters.requireFloating("truncated_normal", dtype);
    Parameters.requireFits("truncated_normal", "lower", lower, shape);
    Parameters.requireFits("truncated_normal", "upper", upper, shape);
    return Library.named(
        "_truncated_normal",
        List.of(shape, dtype),
        in -> {
          Tensor low = Lax.convert(in.get(1), dtype);
          Tensor high = Lax.convert(in.get(2), dtype);
          Tensor u = uniformRoundedOnce(in.get(0), shape, dtype, erfOfRoot(low), erfOfRoot(high));
          Tensor x = Lax.mul(Lax.fullLike(u, Math.sqrt(2)), InverseErf.of(u));
          // rounding must not reach the bounds
          return Lax.clamp(
              next(low, Double.POSITIVE_INFINITY, shape),
              x,
              next(high, Double.NEGATIVE_INFINITY, shape));
        },
        key,
        lower,
        upper);
  }

  private static Tensor erfOfRoot(Tensor bound) {
    return Lax.erf(Lax.div(bound, Lax.fullLike(bound, Math.sqrt(2))));
  }

  private static Tensor next(Tensor bound, double towards, Shape shape) {
    Tensor fixed = Covector.stopGradient(bound);
    return Parameters.stretch(Lax.nextafter(fixed, Lax.fullLike(fixed, towards)), shape);
  }

  /** {@code exp(sigma * normal)} of the default floating dtype. */
  public static Tensor lognormal(Tensor key, Number sigma, Shape shape) {
    DType dtype = Defaults.floating();
    return lognormal(key, Parameters.scalar(sigma, dtype), shape, dtype);
  }

  /**
   * The exponential of a normal number with mean 0 and standard deviation sigma.
   *
   * @param key key[]
   * @param sigma broadcasts to the shape
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   * @throws ShapeException when sigma does not broadcast to the shape
   */
  public static Tensor lognormal(Tensor key, Tensor sigma, Shape shape, DType dtype) {
    Parameters.requireKey("lognormal", key);
    Parameters.requireFloating("lognormal", dtype);
    Parameters.requireFits("lognormal", "sigma", sigma, shape);
    return Library.named(
        "_lognormal",
        List.of(shape, dtype),
        in -> {
          Tensor scale = Parameters.stretch(Lax.convert(in.get(1), dtype), shape);
          return Lax.exp(Lax.mul(normal(in.get(0), shape, dtype), scale));
        },
        key,
        sigma);
  }

  /** The length of a vector of three normal numbers, of the default floating dtype. */
  public static Tensor maxwell(Tensor key, int... sizes) {
    return maxwell(key, Shape.of(sizes), Defaults.floating());
  }

  /**
   * The length of a vector of three normal numbers with mean 0 and variance 1.
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   */
  public static Tensor maxwell(Tensor key, Shape shape, DType dtype) {
    Parameters.requireKey("maxwell", key);
    Parameters.requireFloating("maxwell", dtype);
    return Library.named(
        "_maxwell",
        List.of(shape, dtype),
        in -> {
          Tensor vector = normal(in.getFirst(), shape.insert(shape.rank(), 3), dtype);
          return Lax.sqrt(Lax.reduceSum(Lax.square(vector), List.of(shape.rank())));
        },
        key);
  }
}
