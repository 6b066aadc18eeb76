package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.lax.Lax

/** 0, 1, ..., size - 1. */
public fun iota(dtype: DType, size: Int): Tensor = Lax.iota(dtype, size)

/** The index along an axis of a shape. */
public fun broadcastedIota(dtype: DType, shape: Shape, axis: Int): Tensor = Lax.broadcastedIota(dtype, shape, axis)

/** The bits as another dtype of the same size. */
public fun bitcast(x: Tensor, dtype: DType): Tensor = Lax.bitcast(x, dtype)

/** x between two bounds of its type: `min(max(x, low), high)`. */
public fun clamp(low: Tensor, x: Tensor, high: Tensor): Tensor = Lax.clamp(low, x, high)

/**
 * Repetition along new or size-1 axes.
 *
 * @param axes for each axis of x the axis it becomes
 */
public fun broadcastInDim(x: Tensor, shape: Shape, axes: List<Int>): Tensor =
    Lax.broadcastInDim(x, shape, *axes.toIntArray())

/** x rounded to a smaller floating format, in its own dtype. */
public fun reducePrecision(x: Tensor, exponentBits: Int, mantissaBits: Int): Tensor =
    Lax.reducePrecision(x, exponentBits, mantissaBits)

/**
 * Sums of products over contracting axes, for each index of the batch axes. The result has the batch axes, then
 * what is left of lhs, then what is left of rhs.
 *
 * @throws dev.covector.ShapeException when paired axes differ in size
 */
public fun dotGeneral(
    lhs: Tensor,
    rhs: Tensor,
    lhsContracting: List<Int>,
    rhsContracting: List<Int>,
    lhsBatch: List<Int> = emptyList(),
    rhsBatch: List<Int> = emptyList(),
): Tensor = Lax.dotGeneral(lhs, rhs, lhsContracting, rhsContracting, lhsBatch, rhsBatch)

/** Keys in ascending order along an axis, and values moved along with them. */
public fun sortKeyVal(keys: Tensor, values: Tensor, axis: Int = -1): Pair<Tensor, Tensor> {
    val (sorted, moved) = Lax.sortKeyVal(keys, values, axis)
    return sorted to moved
}

/** The running maximum along an axis, from its end if [reverse]. */
public fun cummax(x: Tensor, axis: Int = 0, reverse: Boolean = false): Tensor = Lax.cummax(x, axis, reverse)

/** The running minimum along an axis, from its end if [reverse]. */
public fun cummin(x: Tensor, axis: Int = 0, reverse: Boolean = false): Tensor = Lax.cummin(x, axis, reverse)

/** The running logarithm of the sum of exponentials along an axis, from its end if [reverse]. */
public fun cumlogsumexp(x: Tensor, axis: Int = 0, reverse: Boolean = false): Tensor = Lax.cumlogsumexp(x, axis, reverse)
