package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor

/** f32[n] of these numbers. */
public fun tensor(vararg values: Float): Tensor = Tensor.of(values)

/** f32[n] of these numbers; f64 where [dev.covector.Defaults.wide] holds. */
public fun tensor(vararg values: Double): Tensor = Tensor.of(values)

/** i32[n] of these numbers. */
public fun tensor(vararg values: Int): Tensor = Tensor.of(values)

/** i32[n] of these numbers; i64 where [dev.covector.Defaults.wide] holds. */
public fun tensor(vararg values: Long): Tensor = Tensor.of(values)

/** bool[n] of these values. */
public fun tensor(vararg values: Boolean): Tensor = Tensor.of(values)

/**
 * A tensor of nested lists, arrays or tensors of one shape: `tensor(listOf(1, 2), listOf(3, 4))` is
 * i32[2,2].
 *
 * @throws dev.covector.ShapeException when it is ragged
 */
public fun tensor(vararg rows: Any): Tensor = Tensor.of(rows.asList())

/** A tensor of the dtype [dtype], of a number, an array, or nested lists or arrays. */
public fun tensor(data: Any, dtype: DType): Tensor = Tensor.of(data, dtype)

/** One number without axes; unlike a Kotlin number it is traced, and has a dtype of its own. */
public fun scalar(value: Number): Tensor = Tensor.of(value)

/** One number without axes, of the dtype [dtype]. */
public fun scalar(value: Number, dtype: DType): Tensor = Tensor.of(value, dtype)

/** A shape: `shapeOf(32, 784)`. */
public fun shapeOf(vararg sizes: Int): Shape = Shape.of(*sizes)

/** f32[n]. */
public fun FloatArray.toTensor(): Tensor = Tensor.of(this)

/** These numbers in row-major order. */
public fun FloatArray.toTensor(vararg shape: Int): Tensor = Tensor.of(this, *shape)

/** f32[n]; f64 where [dev.covector.Defaults.wide] holds. */
public fun DoubleArray.toTensor(): Tensor = Tensor.of(this)

/** These numbers in row-major order. */
public fun DoubleArray.toTensor(vararg shape: Int): Tensor = Tensor.of(this, *shape)

/** i32[n]. */
public fun IntArray.toTensor(): Tensor = Tensor.of(this)

/** These numbers in row-major order. */
public fun IntArray.toTensor(vararg shape: Int): Tensor = Tensor.of(this, *shape)

/** i32[n]; i64 where [dev.covector.Defaults.wide] holds. */
public fun LongArray.toTensor(): Tensor = Tensor.of(this)

/** bool[n]. */
public fun BooleanArray.toTensor(): Tensor = Tensor.of(this)

/** A tensor of nested arrays. */
public fun Array<*>.toTensor(): Tensor = Tensor.of(this as Any)

/** A tensor of nested lists. */
public fun List<*>.toTensor(): Tensor = Tensor.of(this as Any)
