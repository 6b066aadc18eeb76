package dev.covector.random;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/** Distributions with parameters; the continuous ones have a derivative. */
public class RandomScaled extends RandomContinuous {
  RandomScaled() {}

  /** Pareto with scale 1 and shape b, of the default floating dtype. */
  public static Tensor pareto(Tensor key, Number b, Shape shape) {
    DType dtype = Defaults.floating();
    return pareto(key, Parameters.scalar(b, dtype), shape, dtype);
  }

  /**
   * Pareto with scale 1 and shape b: {@code exp(e / b)} of an exponential e.
   *
   * @param key key[]
   * @param b positive; broadcasts to the shape
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   * @throws ShapeException when b does not broadcast to the shape
   */
  public static Tensor pareto(Tensor key, Tensor b, Shape shape, DType dtype) {
    require("pareto", key, dtype);
    Parameters.requireFits("pareto", "b", b, shape);
    return Library.named(
        "_pareto",
        List.of(shape, dtype),
        in -> {
          Tensor power = Parameters.stretch(Lax.convert(in.get(1), dtype), shape);
          return Lax.exp(Lax.div(exponential(in.get(0), shape, dtype), power));
        },
        key,
        b);
  }

  /** Rayleigh with a scale, of the default floating dtype. */
  public static Tensor rayleigh(Tensor key, Number scale, Shape shape) {
    DType dtype = Defaults.floating();
    return rayleigh(key, Parameters.scalar(scale, dtype), shape, dtype);
  }

  /**
   * Rayleigh with a scale: {@code scale * sqrt(-2 log(u))}; infinite where u is 0, as in JAX.
   *
   * @param key key[]
   * @param scale broadcasts to the shape
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   * @throws ShapeException when the scale does not broadcast to the shape
   */
  public static Tensor rayleigh(Tensor key, Tensor scale, Shape shape, DType dtype) {
    require("rayleigh", key, dtype);
    Parameters.requireFits("rayleigh", "scale", scale, shape);
    return Library.named(
        "_rayleigh",
        List.of(shape, dtype),
        in -> {
          Tensor log = Lax.log(uniform(in.get(0), shape, dtype));
          Tensor factor = Parameters.stretch(Lax.convert(in.get(1), dtype), shape);
          return Lax.mul(factor, Lax.sqrt(Lax.mul(log, Lax.fullLike(log, -2))));
        },
        key,
        scale);
  }

  /** Weibull with a scale and a concentration, of the default floating dtype. */
  public static Tensor weibullMin(Tensor key, Number scale, Number concentration, Shape shape) {
    DType dtype = Defaults.floating();
    return weibullMin(
        key,
        Parameters.scalar(scale, dtype),
        Parameters.scalar(concentration, dtype),
        shape,
        dtype);
  }

  /**
   * Weibull: {@code scale * (-log1p(-u)) ^ (1 / concentration)}.
   *
   * @param key key[]
   * @param scale broadcasts to the shape
   * @param concentration positive; broadcasts to the shape
   * @param dtype f16, bf16, f32 or f64; the parameters are converted to it
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   * @throws ShapeException when a parameter does not broadcast to the shape
   */
  public static Tensor weibullMin(
      Tensor key, Tensor scale, Tensor concentration, Shape shape, DType dtype) {
    require("weibull_min", key, dtype);
    Parameters.requireFits("weibull_min", "scale", scale, shape);
    Parameters.requireFits("weibull_min", "concentration", concentration, shape);
    return Library.named(
        "_weibull_min",
        List.of(shape, dtype),
        in -> {
          Tensor factor = Parameters.stretch(Lax.convert(in.get(1), dtype), shape);
          Tensor power = Parameters.stretch(Lax.convert(in.get(2), dtype), shape);
          Tensor e = exponential(in.get(0), shape, dtype);
          return Lax.mul(Lax.pow(e, Lax.div(Lax.fullLike(power, 1), power)), factor);
        },
        key,
        scale,
        concentration);
  }

  /** Poisson with a rate, of the default integer dtype. */
  public static Tensor poisson(Tensor key, Number rate, Shape shape) {
    return poisson(key, Parameters.scalar(rate, DType.F32), shape, Defaults.integer());
  }

  /** Poisson, one sample for each rate, of the default integer dtype. */
  public static Tensor poisson(Tensor key, Tensor rate) {
    return poisson(key, rate, rate.shape(), Defaults.integer());
  }

  /**
   * Poisson with a rate: by counting below a rate of 10, by transformed rejection above.
   *
   * @param key key[]
   * @param rate real, broadcasts to the shape; -1 comes of NaN
   * @param dtype an integer dtype
   * @return dtype[shape]
   * @throws DTypeException when the dtype is no integer
   * @throws ShapeException when the rate does not broadcast to the shape
   */
  public static Tensor poisson(Tensor key, Tensor rate, Shape shape, DType dtype) {
    Parameters.requireKey("poisson", key);
    Parameters.requireInteger("poisson", dtype);
    Parameters.requireFits("poisson", "rate", rate, shape);
    return Library.named(
        "_poisson",
        List.of(shape, dtype),
        in -> {
          Tensor rates = Parameters.stretch(Lax.convert(in.get(1), DType.F32), shape);
          return Poisson.draw(in.get(0), rates, dtype);
        },
        key,
        rate);
  }

  private static void require(String op, Tensor key, DType dtype) {
    Parameters.requireKey(op, key);
    Parameters.requireFloating(op, dtype);
  }
}
