package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linalg.LeastSquares
import dev.covector.linalg.Linalg
import dev.covector.linalg.LuFactors
import dev.covector.linalg.SlogdetResult

/**
 * X with `A X = B`.
 *
 * @param a `[..., n, n]`
 * @param b `[n]`, or `[..., n, k]`; leading axes broadcast
 * @throws dev.covector.ShapeException when a is not square or the sizes differ
 */
public fun solve(a: Tensor, b: Tensor): Tensor = Linalg.solve(a, b)

/** The inverse. */
public fun inv(a: Tensor): Tensor = Linalg.inv(a)

/** The determinant; differentiable also at matrices of rank n - 1. */
public fun det(a: Tensor): Tensor = Linalg.det(a)

/** The determinant as its sign and the logarithm of its absolute value: `val (sign, logabsdet) = slogdet(a)`. */
public fun slogdet(a: Tensor): SlogdetResult = Linalg.slogdet(a)

/** X with `op(A) X = B` for [luFactor]'s factors of A. */
public fun luSolve(factors: LuFactors, b: Tensor, transpose: Boolean = false): Tensor =
    Linalg.luSolve(factors, b, transpose)

/**
 * X with `A X = B` for a Cholesky factor of A.
 *
 * @param c the factor, of which only its own triangle is looked at
 * @param lower which one
 */
public fun choSolve(c: Tensor, lower: Boolean, b: Tensor): Tensor = Linalg.choSolve(c, lower, b)

/**
 * X with `op(A) X = B`.
 *
 * @param a `[..., n, n]`; only the triangle meant is looked at
 * @param b `[n]` or `[..., n, k]`; leading axes broadcast
 * @param lower whether A is lower triangular
 * @param transpose whether op is the transpose
 * @param unitDiagonal whether A's diagonal is taken for ones
 */
public fun solveTriangular(
    a: Tensor,
    b: Tensor,
    lower: Boolean = false,
    transpose: Boolean = false,
    unitDiagonal: Boolean = false,
): Tensor = Linalg.solveTriangular(a, b, lower, transpose, unitDiagonal)

/** The Moore-Penrose inverse; singular values below 10 max(m, n) eps of the largest count as 0. */
public fun pinv(a: Tensor): Tensor = Linalg.pinv(a)

/**
 * The Moore-Penrose inverse.
 *
 * @param tolerance singular values at most this much of the largest count as 0
 */
public fun pinv(a: Tensor, tolerance: Double): Tensor = Linalg.pinv(a, tolerance)

/**
 * The solution of least squares: `val (x, residuals, rank, s) = lstsq(a, b)`; singular values below max(m, n) eps
 * of the largest count as 0.
 */
public fun lstsq(a: Tensor, b: Tensor): LeastSquares = Linalg.lstsq(a, b)

/**
 * X of least norm that minimizes the norm of `A X - B`.
 *
 * @param a `[m, n]`
 * @param b `[m]` or `[m, k]`
 * @param tolerance singular values below this much of the largest count as 0
 */
public fun lstsq(a: Tensor, b: Tensor, tolerance: Double): LeastSquares = Linalg.lstsq(a, b, tolerance)

/**
 * x with `tensordot(a, x, rank of x) = b`.
 *
 * @throws dev.covector.ShapeException when a does not have as many elements as the square of b's
 */
public fun tensorsolve(a: Tensor, b: Tensor): Tensor = Linalg.tensorsolve(a, b)

/**
 * The inverse of a tensor as a map between the tensors of its first axes and of its last ones.
 *
 * @param axes how many are the first
 */
public fun tensorinv(a: Tensor, axes: Int): Tensor = Linalg.tensorinv(a, axes)

/** The solution of least norm. */
public operator fun LeastSquares.component1(): Tensor = x

/** The sums of squares of what is left, one per column; empty where the rank is not full. */
public operator fun LeastSquares.component2(): Tensor = residuals

/** The rank, i32. */
public operator fun LeastSquares.component3(): Tensor = rank

/** The singular values. */
public operator fun LeastSquares.component4(): Tensor = s
