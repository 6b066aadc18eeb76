package dev.covector.random;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Continuous distributions without parameters, each by the inverse of its distribution function
 * (Devroye, <i>Non-Uniform Random Variate Generation</i>, 1986, chapter 2).
 */
public class RandomContinuous extends RandomNormal {
  RandomContinuous() {}

  /** Exponential with rate 1, of the default floating dtype. */
  public static Tensor exponential(Tensor key, int... sizes) {
    return exponential(key, Shape.of(sizes), Defaults.floating());
  }

  /**
   * Exponential with rate 1: {@code -log1p(-u)}.
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   */
  public static Tensor exponential(Tensor key, Shape shape, DType dtype) {
    return ofUniform("exponential", key, shape, dtype, 0, u -> Lax.neg(Lax.log1p(Lax.neg(u))));
  }

  /** Laplace with mean 0 and scale 1, of the default floating dtype. */
  public static Tensor laplace(Tensor key, int... sizes) {
    return laplace(key, Shape.of(sizes), Defaults.floating());
  }

  /**
   * Laplace with mean 0 and scale 1: {@code sign(u) * log1p(-|u|)} of a u on (-1, 1).
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   */
  public static Tensor laplace(Tensor key, Shape shape, DType dtype) {
    Parameters.requireFloating("laplace", dtype);
    double min = FloatFormat.of(dtype).aboveMinusOne();
    return ofUniform(
        "laplace",
        key,
        shape,
        dtype,
        min,
        u -> Lax.mul(Lax.sign(u), Lax.log1p(Lax.neg(Lax.abs(u)))));
  }

  /** Logistic with mean 0 and scale 1, of the default floating dtype. */
  public static Tensor logistic(Tensor key, int... sizes) {
    return logistic(key, Shape.of(sizes), Defaults.floating());
  }

  /**
   * Logistic with mean 0 and scale 1: {@code log(u) - log1p(-u)}.
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   */
  public static Tensor logistic(Tensor key, Shape shape, DType dtype) {
    Parameters.requireFloating("logistic", dtype);
    double min = FloatFormat.of(dtype).smallestNormal();
    return ofUniform(
        "logistic", key, shape, dtype, min, u -> Lax.sub(Lax.log(u), Lax.log1p(Lax.neg(u))));
  }

  /** Cauchy with location 0 and scale 1, of the default floating dtype. */
  public static Tensor cauchy(Tensor key, int... sizes) {
    return cauchy(key, Shape.of(sizes), Defaults.floating());
  }

  /**
   * Cauchy with location 0 and scale 1: {@code tan(pi * (u - 1/2))}.
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   */
  public static Tensor cauchy(Tensor key, Shape shape, DType dtype) {
    Parameters.requireFloating("cauchy", dtype);
    double min = FloatFormat.of(dtype).epsilon();
    return ofUniform(
        "cauchy",
        key,
        shape,
        dtype,
        min,
        u -> Lax.tan(Lax.mul(Lax.fullLike(u, Math.PI), Lax.sub(u, Lax.fullLike(u, 0.5)))));
  }

  /** Gumbel with location 0 and scale 1, of the default floating dtype. */
  public static Tensor gumbel(Tensor key, int... sizes) {
    return gumbel(key, Shape.of(sizes), Defaults.floating());
  }

  /** Gumbel with location 0 and scale 1, at low resolution: {@code -log(-log(u))}. */
  public static Tensor gumbel(Tensor key, Shape shape, DType dtype) {
    return gumbel(key, shape, dtype, Resolution.LOW);
  }

  /**
   * Gumbel with location 0 and scale 1.
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @param resolution in f32 the largest possible sample is about 16, 32 or 44
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   */
  public static Tensor gumbel(Tensor key, Shape shape, DType dtype, Resolution resolution) {
    Parameters.requireFloating("gumbel", dtype);
    Parameters.requireKey("gumbel", key);
    return Library.named(
        "_gumbel",
        List.of(shape, dtype, resolution),
        in -> Gumbel.draw(in.getFirst(), shape, dtype, resolution),
        key);
  }

  /** A function of a uniform number on [min, 1), as one named program. */
  private static Tensor ofUniform(
      String name,
      Tensor key,
      Shape shape,
      DType dtype,
      double min,
      UnaryOperator<Tensor> inverse) {
    Parameters.requireKey(name, key);
    Parameters.requireFloating(name, dtype);
    return Library.named(
        "_" + name,
        List.of(shape, dtype),
        in -> inverse.apply(uniform(in.getFirst(), shape, dtype, min, 1)),
        key);
  }
}
