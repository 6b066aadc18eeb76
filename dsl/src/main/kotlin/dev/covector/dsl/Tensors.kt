package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor

private fun of(data: Any, dtype: DType?): Tensor = if (dtype == null) Tensor.of(data) else Tensor.of(data, dtype)

// One list or array is the data itself, several are its rows.
private fun data(rows: Array<out Any>): Any = if (rows.size == 1) rows[0] else rows

/** f32[n] of these numbers, or of the dtype [dtype]: `tensor(1f, 2f)`. */
public fun tensor(vararg values: Float, dtype: DType? = null): Tensor = of(values, dtype)

/** f32[n] of these numbers (f64 where [dev.covector.Defaults.wide] holds), or of the dtype [dtype]. */
public fun tensor(vararg values: Double, dtype: DType? = null): Tensor = of(values, dtype)

/** i32[n] of these numbers, or of the dtype [dtype]. */
public fun tensor(vararg values: Int, dtype: DType? = null): Tensor = of(values, dtype)

/** i32[n] of these numbers (i64 where [dev.covector.Defaults.wide] holds), or of the dtype [dtype]. */
public fun tensor(vararg values: Long, dtype: DType? = null): Tensor = of(values, dtype)

/** bool[n] of these values, or of the dtype [dtype]. */
public fun tensor(vararg values: Boolean, dtype: DType? = null): Tensor = of(values, dtype)

/** A tensor[n] of numbers of several types, of the dtype that they promote to: `tensor(1, 2.5)` is f32[2]. */
public fun tensor(vararg values: Number, dtype: DType? = null): Tensor = of(values.asList(), dtype)

/**
 * A tensor of rows of numbers, or of lists of rows, and so on: `tensor(listOf(1, 2), listOf(3, 4))` is
 * i32[2,2], and so is `tensor(listOf(listOf(1, 2), listOf(3, 4)))`.
 *
 * @throws dev.covector.ShapeException when it is ragged
 * @throws dev.covector.DTypeException when a list holds something else than numbers, booleans or tensors
 */
public fun tensor(vararg rows: List<*>, dtype: DType? = null): Tensor = of(data(rows), dtype)

/**
 * A tensor of rows, or of arrays of rows, and so on:
 * `tensor(arrayOf(1f, 2f), arrayOf(3f, 4f))` is f32[2,2].
 *
 * @throws dev.covector.ShapeException when it is ragged
 * @throws dev.covector.DTypeException when an array holds something else than numbers, booleans or tensors
 */
public fun tensor(vararg rows: Array<*>, dtype: DType? = null): Tensor = of(data(rows), dtype)

/**
 * f32[n,m] of n rows of m numbers, or of the dtype [dtype]; f32[m] of one array.
 *
 * @throws dev.covector.ShapeException when the rows differ in length
 */
public fun tensor(vararg rows: FloatArray, dtype: DType? = null): Tensor = of(data(rows), dtype)

/**
 * f32[n,m] of n rows of m numbers (f64 where [dev.covector.Defaults.wide] holds), or of the dtype [dtype]; one array is
 * a tensor of one axis.
 *
 * @throws dev.covector.ShapeException when the rows differ in length
 */
public fun tensor(vararg rows: DoubleArray, dtype: DType? = null): Tensor = of(data(rows), dtype)

/**
 * i32[n,m] of n rows of m numbers, or of the dtype [dtype]; one array is
 * a tensor of one axis.
 *
 * @throws dev.covector.ShapeException when the rows differ in length
 */
public fun tensor(vararg rows: IntArray, dtype: DType? = null): Tensor = of(data(rows), dtype)

/**
 * The tensors along a new first axis: `tensor(a, b)` of two f32[3] is f32[2,3]. One tensor stays as it is; [stack]
 * gives it an axis.
 *
 * @throws dev.covector.ShapeException when their shapes differ
 */
public fun tensor(vararg rows: Tensor, dtype: DType? = null): Tensor = of(data(rows), dtype)

/** One number without axes; unlike a Kotlin number it is traced, and has a dtype of its own. */
public fun scalar(value: Number): Tensor = Tensor.of(value)

/** One number without axes, of the dtype [dtype]. */
public fun scalar(value: Number, dtype: DType): Tensor = Tensor.of(value, dtype)

/** One truth value without axes. */
public fun scalar(value: Boolean): Tensor = Tensor.of(value)

/** A shape: `shapeOf(32, 784)`; `shapeOf()` is that of a scalar. */
public fun shapeOf(vararg sizes: Int): Shape = Shape.of(*sizes)
