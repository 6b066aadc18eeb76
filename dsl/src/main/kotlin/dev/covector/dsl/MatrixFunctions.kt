package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linalg.Linalg

/** The exponential of square matrices. NaN where it would take more than 16 squarings. */
public fun expm(a: Tensor): Tensor = Linalg.expm(a)

/**
 * The derivative of the exponential of a square matrix in a direction, beside the exponential:
 * the blocks above each other of the exponential of [[a, direction], [0, a]].
 */
public fun expmFrechet(a: Tensor, direction: Tensor): Pair<Tensor, Tensor> {
    val (exponential, derivative) = Linalg.expmFrechet(a, direction)
    return exponential to derivative
}

/** `A = U P` with orthonormal columns (or rows) of U and symmetric P: `val (u, p) = polar(a)`. */
public fun polar(a: Tensor): Pair<Tensor, Tensor> {
    val (u, p) = Linalg.polar(a)
    return u to p
}

/** X with T X = B for a tridiagonal T. */
public fun tridiagonalSolve(lower: Tensor, diagonal: Tensor, upper: Tensor, b: Tensor): Tensor =
    Linalg.tridiagonalSolve(lower, diagonal, upper, b)

/** The eigenvalues, ascending, of the symmetric tridiagonal matrix with these diagonals. */
public fun eigvalshTridiagonal(diagonal: Tensor, offDiagonal: Tensor): Tensor =
    Linalg.eigvalshTridiagonal(diagonal, offDiagonal)
