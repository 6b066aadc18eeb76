package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** Whether the sign bit is set, of each element: true for -0.0. */
public fun signbit(x: Tensor): Tensor = Numpy.signbit(x)

/** |x| with the sign of y, element by element; the sign of zero counts. */
public fun copysign(x: Tensor, y: Tensor): Tensor = Numpy.copysign(x, y)

/** The next value of the dtype after x towards y, element by element. */
public fun nextafter(x: Tensor, y: Tensor): Tensor = Numpy.nextafter(x, y)

/** The distance to the next value of the dtype away from zero, of each element. */
public fun spacing(x: Tensor): Tensor = Numpy.spacing(x)

/**
 * The mantissa, in [0.5, 1) or 0, and the exponent (i32) of each element: x = mantissa * 2 to the
 * exponent. Infinities and NaN stay, with the exponent 0.
 */
public fun frexp(x: Tensor): List<Tensor> = Numpy.frexp(x)

/**
 * x * 2 to the y, element by element.
 *
 * @throws dev.covector.DTypeException when y is not an integer
 */
public fun ldexp(x: Tensor, y: Tensor): Tensor = Numpy.ldexp(x, y)

/** Whether each element is neither infinite nor NaN. */
public fun isfinite(x: Tensor): Tensor = Numpy.isfinite(x)

/** Whether each element is NaN. */
public fun isnan(x: Tensor): Tensor = Numpy.isnan(x)

/** Whether each element is infinite. */
public fun isinf(x: Tensor): Tensor = Numpy.isinf(x)

/** Whether each element is +inf. */
public fun isposinf(x: Tensor): Tensor = Numpy.isposinf(x)

/** Whether each element is -inf. */
public fun isneginf(x: Tensor): Tensor = Numpy.isneginf(x)

/** NaN becomes 0, infinities the largest numbers of the dtype, of each element. */
public fun nanToNum(x: Tensor): Tensor = Numpy.nanToNum(x)

/** NaN and the infinities become the given numbers, of each element. */
public fun nanToNum(x: Tensor, nan: Number, posinf: Number, neginf: Number): Tensor =
    Numpy.nanToNum(x, nan, posinf, neginf)
