package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** The largest integer not above x, of each element, in x's dtype. */
public fun floor(x: Tensor): Tensor = Numpy.floor(x)

/** The smallest integer not below x, of each element, in x's dtype. */
public fun ceil(x: Tensor): Tensor = Numpy.ceil(x)

/** The integer part, of each element, in x's dtype. */
public fun trunc(x: Tensor): Tensor = Numpy.trunc(x)

/** The nearest integer, ties to even, of each element, as a float. */
public fun rint(x: Tensor): Tensor = Numpy.rint(x)

/** The nearest integer, ties to even, of each element, in x's dtype. */
public fun round(x: Tensor): Tensor = Numpy.round(x)

/**
 * The nearest number with this many decimals, ties to even, of each element. Its gradient is 0.
 *
 * @throws dev.covector.DTypeException for bool, and for integers with negative decimals
 */
public fun round(x: Tensor, decimals: Int): Tensor = Numpy.round(x, decimals)

/** Another name of `int)`. */
public fun around(x: Tensor, decimals: Int): Tensor = Numpy.around(x, decimals)

/** |x|, of each element. The gradient at 0 is 1, as in JAX. */
public fun abs(x: Tensor): Tensor = Numpy.abs(x)

/** Another name of `abs`. */
public fun absolute(x: Tensor): Tensor = Numpy.absolute(x)

/** -1, 0 or 1, of each element; NaN stays. */
public fun sign(x: Tensor): Tensor = Numpy.sign(x)

/** x brought into [low, high]; the gradient passes inside, and by half at the ends. */
public fun clip(x: Tensor, low: Tensor, high: Tensor): Tensor = Numpy.clip(x, low, high)

/** x brought into [low, high]. */
public fun clip(x: Tensor, low: Number, high: Number): Tensor = Numpy.clip(x, low, high)

/** The larger, element by element, where a NaN loses to a number. */
public fun fmax(x: Tensor, y: Tensor): Tensor = Numpy.fmax(x, y)

/** The smaller, element by element, where a NaN loses to a number. */
public fun fmin(x: Tensor, y: Tensor): Tensor = Numpy.fmin(x, y)

/** 0 below 0, 1 above, and y at 0, element by element. */
public fun heaviside(x: Tensor, y: Tensor): Tensor = Numpy.heaviside(x, y)

/** The fractional and the integer part, of each element, both with the sign of x. */
public fun modf(x: Tensor): List<Tensor> = Numpy.modf(x)
