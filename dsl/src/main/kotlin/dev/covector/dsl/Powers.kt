package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/**
 * x to the y, element by element. Integers stay integers and wrap. The gradient to a base of 0 is
 * 0 for exponents above 1 and for the integer 0, NaN for the float 0, as in JAX; the gradient to
 * the exponent is 0 there.
 */
public fun power(x: Tensor, y: Tensor): Tensor = Numpy.power(x, y)

/**
 * x to a number. A whole exponent (`3`, not `3.0`) multiplies repeatedly, which is
 * exact at 0 and for negative bases.
 *
 * @throws dev.covector.DTypeException for integers to a negative whole number
 */
public fun power(x: Tensor, exponent: Number): Tensor = Numpy.power(x, exponent)

/** A number to the y, element by element. */
public fun power(x: Number, y: Tensor): Tensor = Numpy.power(x, y)

/** Another name of `Tensor)`. */
public fun pow(x: Tensor, y: Tensor): Tensor = Numpy.pow(x, y)

/** Another name of `Number)`. */
public fun pow(x: Tensor, exponent: Number): Tensor = Numpy.pow(x, exponent)

/** x to the y in floats, element by element. */
public fun floatPower(x: Tensor, y: Tensor): Tensor = Numpy.floatPower(x, y)

/** x to a number in floats. */
public fun floatPower(x: Tensor, y: Number): Tensor = Numpy.floatPower(x, y)

/** x * x, of each element. */
public fun square(x: Tensor): Tensor = Numpy.square(x)

/** 1 / x, of each element. */
public fun reciprocal(x: Tensor): Tensor = Numpy.reciprocal(x)

/**
 * The largest integer not above x / y, element by element; integers stay integers. Its gradient
 * is 0.
 */
public fun floorDivide(x: Tensor, y: Tensor): Tensor = Numpy.floorDivide(x, y)

/** The largest integer not above x / y, with a number that takes x's dtype where it fits. */
public fun floorDivide(x: Tensor, y: Number): Tensor = Numpy.floorDivide(x, y)

/** The largest integer not above x / y, with a number that takes y's dtype where it fits. */
public fun floorDivide(x: Number, y: Tensor): Tensor = Numpy.floorDivide(x, y)

/**
 * The remainder of x / y with the sign of y, element by element. Integers modulo 0 give 0, as in
 * JAX.
 */
public fun remainder(x: Tensor, y: Tensor): Tensor = Numpy.remainder(x, y)

/** The remainder of x / y with the sign of y, with a number that takes x's dtype where it fits. */
public fun remainder(x: Tensor, y: Number): Tensor = Numpy.remainder(x, y)

/** The remainder of x / y with the sign of y, with a number that takes y's dtype where it fits. */
public fun remainder(x: Number, y: Tensor): Tensor = Numpy.remainder(x, y)

/** Another name of `Tensor)`. */
public fun mod(x: Tensor, y: Tensor): Tensor = Numpy.mod(x, y)

/** Another name of `Number)`. */
public fun mod(x: Tensor, y: Number): Tensor = Numpy.mod(x, y)

/** The remainder of x / y with the sign of x, element by element. Integers modulo 0 give 0. */
public fun fmod(x: Tensor, y: Tensor): Tensor = Numpy.fmod(x, y)

/** `Tensor)` and `Tensor)` together. */
public fun divmod(x: Tensor, y: Tensor): List<Tensor> = Numpy.divmod(x, y)
