package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.lax.Lax

/** 1 / sqrt(x), of each element. */
public fun rsqrt(x: Tensor): Tensor = Lax.rsqrt(x)

/** 1 / (1 + exp(-x)), of each element. */
public fun logistic(x: Tensor): Tensor = Lax.logistic(x)

/** The error function, of each element. */
public fun erf(x: Tensor): Tensor = Lax.erf(x)

/** 1 - erf(x), of each element. */
public fun erfc(x: Tensor): Tensor = Lax.erfc(x)

/** The inverse of erf, of each element. */
public fun erfInv(x: Tensor): Tensor = Lax.erfInv(x)

/** log(x / (1 - x)), of each element. */
public fun logit(x: Tensor): Tensor = Lax.logit(x)

/** The logarithm of |gamma(x)|, of each element. */
public fun lgamma(x: Tensor): Tensor = Lax.lgamma(x)

/** The derivative of lgamma, of each element. */
public fun digamma(x: Tensor): Tensor = Lax.digamma(x)

/** The number of bits set, of each element. */
public fun populationCount(x: Tensor): Tensor = Lax.populationCount(x)

/** The number of zero bits before the first one, of each element. */
public fun clz(x: Tensor): Tensor = Lax.clz(x)

/** x << y; 0 for y at or above the width, of each pair of integers (or bools). */
public fun shiftLeft(x: Tensor, y: Tensor): Tensor = Lax.shiftLeft(x, y)

/** x >> y with the sign, of each pair of integers (or bools). */
public fun shiftRightArithmetic(x: Tensor, y: Tensor): Tensor = Lax.shiftRightArithmetic(x, y)

/** x >>> y, of each pair of integers (or bools). */
public fun shiftRightLogical(x: Tensor, y: Tensor): Tensor = Lax.shiftRightLogical(x, y)

/** The real part of each element; x itself when it is not complex. */
public fun real(x: Tensor): Tensor = Lax.real(x)

/** The imaginary part of each element; zeros when x is not complex. */
public fun imag(x: Tensor): Tensor = Lax.imag(x)

/** The complex conjugate of each element. */
public fun conj(x: Tensor): Tensor = Lax.conj(x)

/** Complex numbers of their real and imaginary parts: two f32 make c64, two f64 c128. */
public fun complex(real: Tensor, imaginary: Tensor): Tensor = Lax.complex(real, imaginary)
