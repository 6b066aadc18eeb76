package dev.covector.dsl

import dev.covector.ShapeException
import dev.covector.Tensor

// toFloatArray(), toDoubleArray(), toIntArray(), toLongArray(), toBooleanArray(), toFloat(), toInt() and
// the like are members of Tensor.

/** f32[n]. */
public fun FloatArray.toTensor(): Tensor = Tensor.of(this)

/** These numbers in row-major order: `floats.toTensor(2, 3)`. */
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

/** These numbers in row-major order. */
public fun LongArray.toTensor(vararg shape: Int): Tensor = Tensor.of(this, *shape)

/** bool[n]. */
public fun BooleanArray.toTensor(): Tensor = Tensor.of(this)

/** These values in row-major order. */
public fun BooleanArray.toTensor(vararg shape: Int): Tensor = Tensor.of(this, *shape)

/**
 * A tensor of nested arrays.
 *
 * @throws dev.covector.ShapeException when they are ragged
 */
public fun Array<*>.toTensor(): Tensor = Tensor.of(this as Any)

/**
 * A tensor of nested lists, or of tensors of one shape along a new first axis.
 *
 * @throws dev.covector.ShapeException when they are ragged
 */
public fun List<*>.toTensor(): Tensor = Tensor.of(this as Any)

/** A scalar, as [scalar] makes it. */
public fun Number.toTensor(): Tensor = Tensor.of(this)

/** A scalar, as [scalar] makes it. */
public fun Boolean.toTensor(): Tensor = Tensor.of(this)

/**
 * The elements as nested lists, one level per axis: `[[1.0, 2.0], [3.0, 4.0]]`. Elements are Boolean, Float,
 * Int and so on, the smallest type that holds the dtype.
 *
 * @throws ShapeException for a scalar; use [Tensor.item]
 * @throws dev.covector.TracerException when jit or vmap traces the tensor: it has no value yet
 */
public fun Tensor.toNestedList(): List<*> {
    if (rank() == 0) {
        throw ShapeException("toNestedList: ${type()} has no axes; use item(), toFloat() or toInt()")
    }
    return asList(toNestedArray()) as List<*>
}

/**
 * The elements of f32[n,m] as n arrays of m numbers.
 *
 * @throws ShapeException when the tensor has not two axes
 * @throws dev.covector.TracerException when jit or vmap traces the tensor: it has no value yet
 */
public fun Tensor.toFloatArrays(): Array<FloatArray> {
    val (rows, columns) = matrix("toFloatArrays")
    val flat = toFloatArray()
    return Array(rows) { flat.copyOfRange(it * columns, (it + 1) * columns) }
}

/**
 * The elements of f64[n,m] as n arrays of m numbers; see [toFloatArrays].
 *
 * @throws ShapeException when the tensor has not two axes
 */
public fun Tensor.toDoubleArrays(): Array<DoubleArray> {
    val (rows, columns) = matrix("toDoubleArrays")
    val flat = toDoubleArray()
    return Array(rows) { flat.copyOfRange(it * columns, (it + 1) * columns) }
}

private fun Tensor.matrix(function: String): Pair<Int, Int> {
    if (rank() != 2) {
        throw ShapeException("$function: ${type()} has ${rank()} axes, not 2; reshape it, or use toNestedList()")
    }
    return shape().dim(0) to shape().dim(1)
}

private fun asList(data: Any): Any = when (data) {
    is Array<*> -> data.map { asList(it!!) }
    is FloatArray -> data.asList()
    is DoubleArray -> data.asList()
    is IntArray -> data.asList()
    is LongArray -> data.asList()
    is ShortArray -> data.asList()
    is ByteArray -> data.asList()
    is BooleanArray -> data.asList()
    else -> data
}
