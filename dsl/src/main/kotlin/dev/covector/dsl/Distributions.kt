package dev.covector.dsl

import dev.covector.DType
import dev.covector.Defaults
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.random.Random
import dev.covector.random.Resolution

/** Normal with mean 0 and variance 1: key[] to f32[sizes] (f64 with wide defaults). */
public fun normal(key: Key, vararg sizes: Int): Tensor = Random.normal(key, *sizes)

/**
 * Normal with mean 0 and variance 1, by the inverse of the error function.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun normal(key: Key, shape: Shape, dtype: DType = Defaults.floating()): Tensor = Random.normal(key, shape, dtype)

/** Exponential with rate 1: key[] to f32[sizes] (f64 with wide defaults). */
public fun exponential(key: Key, vararg sizes: Int): Tensor = Random.exponential(key, *sizes)

/**
 * Exponential with rate 1: `-log(1 - u)`.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun exponential(key: Key, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.exponential(key, shape, dtype)

/** Laplace with mean 0 and scale 1: key[] to f32[sizes] (f64 with wide defaults). */
public fun laplace(key: Key, vararg sizes: Int): Tensor = Random.laplace(key, *sizes)

/**
 * Laplace with mean 0 and scale 1.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun laplace(key: Key, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.laplace(key, shape, dtype)

/** Logistic with mean 0 and scale 1: key[] to f32[sizes] (f64 with wide defaults). */
public fun logistic(key: Key, vararg sizes: Int): Tensor = Random.logistic(key, *sizes)

/**
 * Logistic with mean 0 and scale 1: `log(u / (1 - u))`.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun logistic(key: Key, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.logistic(key, shape, dtype)

/** Cauchy with median 0 and scale 1: key[] to f32[sizes] (f64 with wide defaults). */
public fun cauchy(key: Key, vararg sizes: Int): Tensor = Random.cauchy(key, *sizes)

/**
 * Cauchy with median 0 and scale 1.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun cauchy(key: Key, shape: Shape, dtype: DType = Defaults.floating()): Tensor = Random.cauchy(key, shape, dtype)

/** The length of a vector of three normal numbers: key[] to f32[sizes] (f64 with wide defaults). */
public fun maxwell(key: Key, vararg sizes: Int): Tensor = Random.maxwell(key, *sizes)

/**
 * The length of a vector of three normal numbers.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun maxwell(key: Key, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.maxwell(key, shape, dtype)

/** Gumbel: `-log(-log(u))`, key[] to f32[sizes] (f64 with wide defaults). */
public fun gumbel(key: Key, vararg sizes: Int): Tensor = Random.gumbel(key, *sizes)

/**
 * Gumbel: `-log(-log(u))`.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @param resolution how finely the uniform number is drawn, which decides about the largest samples
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun gumbel(
    key: Key,
    shape: Shape,
    dtype: DType = Defaults.floating(),
    resolution: Resolution = Resolution.LOW,
): Tensor = Random.gumbel(key, shape, dtype, resolution)

/**
 * The exponential of a normal number with mean 0 and standard deviation [sigma].
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun lognormal(key: Key, sigma: Number, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.lognormal(key, Tensor.of(sigma, dtype), shape, dtype)

/**
 * The exponential of a normal number with mean 0 and standard deviation [sigma]; parameters broadcast to the shape.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 * @throws dev.covector.ShapeException when a parameter does not broadcast to the shape
 */
public fun lognormal(key: Key, sigma: Tensor, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.lognormal(key, sigma, shape, dtype)

/**
 * Pareto with scale 1 and shape [b].
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun pareto(key: Key, b: Number, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.pareto(key, Tensor.of(b, dtype), shape, dtype)

/**
 * Pareto with scale 1 and shape [b]; parameters broadcast to the shape.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 * @throws dev.covector.ShapeException when a parameter does not broadcast to the shape
 */
public fun pareto(key: Key, b: Tensor, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.pareto(key, b, shape, dtype)

/**
 * Rayleigh with scale [scale]; infinite where the uniform number is 0, as in JAX.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun rayleigh(key: Key, scale: Number, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.rayleigh(key, Tensor.of(scale, dtype), shape, dtype)

/**
 * Rayleigh with scale [scale]; infinite where the uniform number is 0, as in JAX; parameters broadcast to the shape.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 * @throws dev.covector.ShapeException when a parameter does not broadcast to the shape
 */
public fun rayleigh(key: Key, scale: Tensor, shape: Shape, dtype: DType = Defaults.floating()): Tensor =
    Random.rayleigh(key, scale, shape, dtype)

/**
 * Weibull with a scale and a concentration.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun weibullMin(
    key: Key,
    scale: Number,
    concentration: Number,
    shape: Shape,
    dtype: DType = Defaults.floating(),
): Tensor = Random.weibullMin(key, Tensor.of(scale, dtype), Tensor.of(concentration, dtype), shape, dtype)

/**
 * Weibull with a scale and a concentration; parameters broadcast to the shape.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 * @throws dev.covector.ShapeException when a parameter does not broadcast to the shape
 */
public fun weibullMin(
    key: Key,
    scale: Tensor,
    concentration: Tensor,
    shape: Shape,
    dtype: DType = Defaults.floating(),
): Tensor = Random.weibullMin(key, scale, concentration, shape, dtype)

/**
 * Normal with mean 0 and variance 1, cut to ([lower], [upper]).
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun truncatedNormal(
    key: Key,
    lower: Number,
    upper: Number,
    shape: Shape,
    dtype: DType = Defaults.floating(),
): Tensor = Random.truncatedNormal(key, Tensor.of(lower, dtype), Tensor.of(upper, dtype), shape, dtype)

/**
 * Normal with mean 0 and variance 1, cut to ([lower], [upper]); parameters broadcast to the shape.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 * @throws dev.covector.ShapeException when a parameter does not broadcast to the shape
 */
public fun truncatedNormal(
    key: Key,
    lower: Tensor,
    upper: Tensor,
    shape: Shape,
    dtype: DType = Defaults.floating(),
): Tensor = Random.truncatedNormal(key, lower, upper, shape, dtype)
