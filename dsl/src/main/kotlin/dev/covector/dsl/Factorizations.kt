package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linalg.EighResult
import dev.covector.linalg.Linalg
import dev.covector.linalg.LuFactors
import dev.covector.linalg.LuResult
import dev.covector.linalg.QrResult
import dev.covector.linalg.SlogdetResult
import dev.covector.linalg.SvdResult

/**
 * The Cholesky factor of (A + A^T) / 2: L with `A = L L^T`, or U with `A = U^T U`. NaN where A is not positive
 * definite.
 *
 * @throws dev.covector.ShapeException when a is not square
 */
public fun cholesky(a: Tensor, upper: Boolean = false): Tensor = Linalg.cholesky(a, upper)

/**
 * `A = Q R` by Householder reflections: `val (q, r) = qr(a)`. The diagonal of R has LAPACK's signs.
 *
 * @param complete whether Q is square; otherwise it has min(m, n) columns
 * @throws dev.covector.ShapeException when a has fewer than two axes
 */
public fun qr(a: Tensor, complete: Boolean = false): QrResult = Linalg.qr(a, complete)

/** The eigenvalues, ascending, and eigenvectors of (A + A^T) / 2: `val (values, vectors) = eigh(a)`. */
public fun eigh(a: Tensor): EighResult = Linalg.eigh(a)

/** The eigenvalues of (A + A^T) / 2, ascending. */
public fun eigvalsh(a: Tensor): Tensor = Linalg.eigvalsh(a)

/**
 * `A = U diag(s) V^T` with descending s: `val (u, s, vh) = svd(a)`.
 *
 * @param full whether U and V^T are square; otherwise they have min(m, n) columns and rows
 * @throws dev.covector.ShapeException when a has fewer than two axes
 */
public fun svd(a: Tensor, full: Boolean = true): SvdResult = Linalg.svd(a, full)

/** The singular values, descending. */
public fun svdvals(a: Tensor): Tensor = Linalg.svdvals(a)

/** `A = P L U` with partial pivoting: `val (p, l, u) = lu(a)`. */
public fun lu(a: Tensor): LuResult = Linalg.lu(a)

/** The LU factors of square matrices and the row exchanges, for [luSolve]. */
public fun luFactor(a: Tensor): LuFactors = Linalg.luFactor(a)

/** The Cholesky factor for [choSolve]; lower or upper. */
public fun choFactor(a: Tensor, lower: Boolean = false): Tensor = Linalg.choFactor(a, lower)

/** The orthogonal factor. */
public operator fun QrResult.component1(): Tensor = q

/** The triangular factor. */
public operator fun QrResult.component2(): Tensor = r

/** The eigenvalues, ascending. */
public operator fun EighResult.component1(): Tensor = eigenvalues

/** The eigenvectors, in columns. */
public operator fun EighResult.component2(): Tensor = eigenvectors

/** The left singular vectors, in columns. */
public operator fun SvdResult.component1(): Tensor = u

/** The singular values, descending. */
public operator fun SvdResult.component2(): Tensor = s

/** The right singular vectors, in rows. */
public operator fun SvdResult.component3(): Tensor = vh

/** The permutation. */
public operator fun LuResult.component1(): Tensor = p

/** The lower factor. */
public operator fun LuResult.component2(): Tensor = l

/** The upper factor. */
public operator fun LuResult.component3(): Tensor = u

/** Both factors in one matrix. */
public operator fun LuFactors.component1(): Tensor = lu

/** The row exchanges. */
public operator fun LuFactors.component2(): Tensor = pivots

/** The sign. */
public operator fun SlogdetResult.component1(): Tensor = sign

/** The logarithm of the absolute value. */
public operator fun SlogdetResult.component2(): Tensor = logabsdet
