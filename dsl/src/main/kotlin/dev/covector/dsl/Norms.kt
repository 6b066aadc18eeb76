package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linalg.Linalg
import dev.covector.linalg.MatrixNorm

/** The root of the sum of squares of all elements. */
public fun norm(x: Tensor): Tensor = Linalg.norm(x)

/** The root of the sum of squares along [axis], which stays with size 1 if [keepDims]. */
public fun norm(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Linalg.norm(x, intArrayOf(axis), keepDims)

/** The root of the sum of squares along [axes], which stay with size 1 if [keepDims]. */
public fun norm(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Linalg.norm(x, axes.toIntArray(), keepDims)

/**
 * The p-norm `sum(|x|^p)^(1/p)` along axes.
 *
 * @param p infinity for the largest, -infinity for the smallest absolute value, 0 for the number
 *     of elements that are not 0
 * @param keepDims whether the axes stay, with size 1
 */
public fun vectorNorm(x: Tensor, p: Double = 2.0, axes: List<Int> = listOf(-1), keepDims: Boolean = false): Tensor =
    Linalg.vectorNorm(x, p, axes.toIntArray(), keepDims)

/**
 * A norm of matrices, the last two axes.
 *
 * @param keepDims whether these axes stay, with size 1
 */
public fun matrixNorm(x: Tensor, kind: MatrixNorm = MatrixNorm.FROBENIUS, keepDims: Boolean = false): Tensor =
    Linalg.matrixNorm(x, kind, keepDims)

/** How many singular values are more than max(m, n) eps of the largest. */
public fun matrixRank(a: Tensor): Tensor = Linalg.matrixRank(a)

/** How many singular values are more than this much of the largest. */
public fun matrixRank(a: Tensor, tolerance: Double): Tensor = Linalg.matrixRank(a, tolerance)

/** The largest singular value over the smallest; infinite for a singular matrix. */
public fun cond(a: Tensor): Tensor = Linalg.cond(a)

/** The norm of a square matrix times that of its inverse. */
public fun cond(a: Tensor, kind: MatrixNorm): Tensor = Linalg.cond(a, kind)

/**
 * A square matrix times itself.
 *
 * @param power how often; negative ones invert
 */
public fun matrixPower(a: Tensor, power: Int): Tensor = Linalg.matrixPower(a, power)

/**
 * The product of matrices, in the order of least work; the first and the last may be vectors.
 *
 * @throws dev.covector.ShapeException when there are fewer than two, or one in between is not a matrix
 */
public fun multiDot(vararg matrices: Tensor): Tensor = Linalg.multiDot(*matrices)
