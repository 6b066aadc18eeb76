package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linalg.Linalg

/** Matrices along the diagonal of a larger one, zeros elsewhere; vectors are rows. */
public fun blockDiag(vararg blocks: Tensor): Tensor = Linalg.blockDiag(*blocks)

/** Constant along diagonals: the first column is c, the first row c too. */
public fun toeplitz(c: Tensor): Tensor = Linalg.toeplitz(c)

/** Constant along diagonals: the first column is c, the first row r, but for its first number. */
public fun toeplitz(c: Tensor, r: Tensor): Tensor = Linalg.toeplitz(c, r)

/** Constant along the other diagonals, with first column c and zeros below. */
public fun hankel(c: Tensor): Tensor = Linalg.hankel(c)

/** Constant along the other diagonals: the first column is c, the last row r but for its first. */
public fun hankel(c: Tensor, r: Tensor): Tensor = Linalg.hankel(c, r)

/** Each row the one above turned by one place; the first column is c. */
public fun circulant(c: Tensor): Tensor = Linalg.circulant(c)

/** The companion matrix of a polynomial, whose first coefficient is that of the highest power. */
public fun companion(a: Tensor): Tensor = Linalg.companion(a)

/** The Leslie matrix of births, the first row, and of survival, below the diagonal. */
public fun leslie(births: Tensor, survival: Tensor): Tensor = Linalg.leslie(births, survival)

/** `|a_i - a_j|`. */
public fun fiedler(a: Tensor): Tensor = Linalg.fiedler(a)

/** The Hadamard matrix of ones and minus ones, its size a power of two. */
public fun hadamard(size: Int): Tensor = Linalg.hadamard(size)

/** 1 / (i + j + 1). */
public fun hilbert(size: Int): Tensor = Linalg.hilbert(size)

/** The orthonormal matrix of Helmert, with or without its first row, which is constant. */
public fun helmert(size: Int, full: Boolean = false): Tensor = Linalg.helmert(size, full)
