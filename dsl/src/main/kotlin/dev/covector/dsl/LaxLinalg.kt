package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.lax.LaxLinalg

/**
 * X with `op(A) X = B` or `X op(A) = B`.
 *
 * @param a triangular; the other half is not looked at
 * @param leftSide whether A is on the left
 * @param lower whether A is lower triangular
 * @param transpose whether op is the transpose
 * @param unitDiagonal whether A's diagonal is taken for ones
 */
public fun triangularSolve(
    a: Tensor,
    b: Tensor,
    leftSide: Boolean = false,
    lower: Boolean = false,
    transpose: Boolean = false,
    unitDiagonal: Boolean = false,
): Tensor = LaxLinalg.triangularSolve(a, b, leftSide, lower, transpose, unitDiagonal)

/**
 * The permutation that row exchanges make.
 *
 * @param pivots i32[..., k]: row i was exchanged with row pivots[i], in this order
 * @param size the number of rows
 * @return i32[..., size]
 */
public fun luPivotsToPermutation(pivots: Tensor, size: Int): Tensor = LaxLinalg.luPivotsToPermutation(pivots, size)

/**
 * The first n columns of a product of reflections I - tau v v^T.
 *
 * @param a `[..., m, n]`: v below an implied 1 on the diagonal, one per column
 * @param taus `[..., k]` with k at most n
 */
public fun householderProduct(a: Tensor, taus: Tensor): Tensor = LaxLinalg.householderProduct(a, taus)
