package dev.covector.dsl

import dev.covector.DType
import dev.covector.Defaults
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.random.Random
import dev.covector.random.Resolution

/** Uniform bits as u32 (u64 with wide defaults): key[] to u32[sizes]. */
public fun bits(key: Key, vararg sizes: Int): Tensor = Random.bits(key, *sizes)

/** Uniform bits as u32 (u64 with wide defaults): key[] to u32[shape]. */
public fun bits(key: Key, shape: Shape): Tensor = Random.bits(key, shape)

/**
 * Uniform bits.
 *
 * @param dtype uint8, uint16, uint32 or uint64
 * @throws dev.covector.DTypeException when the dtype is not unsigned
 */
public fun bits(key: Key, shape: Shape, dtype: DType): Tensor = Random.bits(key, shape, dtype)

/** Uniform on [0, 1): key[] to f32[sizes] (f64 with wide defaults). */
public fun uniform(key: Key, vararg sizes: Int): Tensor = Random.uniform(key, *sizes)

/**
 * Uniform on [min, max): `uniform(key, shapeOf(3), min = -1, max = 1)`. As in JAX, rounding may give max.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 */
public fun uniform(
    key: Key,
    shape: Shape,
    min: Number = 0,
    max: Number = 1,
    dtype: DType = Defaults.floating(),
): Tensor = Random.uniform(key, shape, dtype, min, max)

/**
 * Uniform on [min, max), bounds that broadcast to the shape.
 *
 * @param dtype float16, bfloat16, float32 or float64
 * @throws dev.covector.DTypeException when the dtype is not floating
 * @throws dev.covector.ShapeException when a bound does not broadcast to the shape
 */
public fun uniform(key: Key, shape: Shape, min: Tensor, max: Tensor, dtype: DType = Defaults.floating()): Tensor =
    Random.uniform(key, shape, dtype, min, max)

/** True with probability [p]: bool[shape]. */
public fun bernoulli(key: Key, p: Number = 0.5, shape: Shape = Shape.SCALAR): Tensor = Random.bernoulli(key, p, shape)

/**
 * True with the probabilities [p]: bool[shape].
 *
 * @param p floating, broadcasts to the shape; the uniform numbers are drawn in its dtype
 * @param resolution how small a probability counts
 * @throws dev.covector.DTypeException when p is not floating
 * @throws dev.covector.ShapeException when p does not broadcast to the shape
 */
public fun bernoulli(key: Key, p: Tensor, shape: Shape = p.shape, resolution: Resolution = Resolution.LOW): Tensor =
    Random.bernoulli(key, p, shape, resolution)

/** 1 or -1 with equal probability: key[] to i32[sizes] (i64 with wide defaults). */
public fun rademacher(key: Key, vararg sizes: Int): Tensor = Random.rademacher(key, *sizes)

/** 1 or -1 with equal probability, of a real dtype; unsigned ones wrap. */
public fun rademacher(key: Key, shape: Shape, dtype: DType = Defaults.integer()): Tensor =
    Random.rademacher(key, shape, dtype)
