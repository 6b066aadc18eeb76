package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** x &amp; y, element by element, of integers or bools. */
public fun bitwiseAnd(x: Tensor, y: Tensor): Tensor = Numpy.bitwiseAnd(x, y)

/** x | y, element by element, of integers or bools. */
public fun bitwiseOr(x: Tensor, y: Tensor): Tensor = Numpy.bitwiseOr(x, y)

/** x ^ y, element by element, of integers or bools. */
public fun bitwiseXor(x: Tensor, y: Tensor): Tensor = Numpy.bitwiseXor(x, y)

/** All bits flipped; the negation of bool. */
public fun bitwiseNot(x: Tensor): Tensor = Numpy.bitwiseNot(x)

/** Another name of `bitwiseNot`. */
public fun bitwiseInvert(x: Tensor): Tensor = Numpy.bitwiseInvert(x)

/** Another name of `bitwiseNot`. */
public fun invert(x: Tensor): Tensor = Numpy.invert(x)

/** x << y, element by element; 0 from the width of the dtype on. */
public fun leftShift(x: Tensor, y: Tensor): Tensor = Numpy.leftShift(x, y)

/** Another name of `leftShift`. */
public fun bitwiseLeftShift(x: Tensor, y: Tensor): Tensor = Numpy.bitwiseLeftShift(x, y)

/** x >> y, element by element; the sign is kept, unsigned integers get zeros. */
public fun rightShift(x: Tensor, y: Tensor): Tensor = Numpy.rightShift(x, y)

/** Another name of `rightShift`. */
public fun bitwiseRightShift(x: Tensor, y: Tensor): Tensor = Numpy.bitwiseRightShift(x, y)

/**
 * The number of bits set in |x|, of each element; u8.
 *
 * @throws dev.covector.DTypeException for floats
 */
public fun bitwiseCount(x: Tensor): Tensor = Numpy.bitwiseCount(x)

/**
 * The greatest common divisor, element by element, not negative; gcd(0, 0) is 0.
 *
 * @throws dev.covector.DTypeException for floats and bools
 */
public fun gcd(x: Tensor, y: Tensor): Tensor = Numpy.gcd(x, y)

/**
 * The least common multiple, element by element, not negative; 0 when either is 0.
 *
 * @throws dev.covector.DTypeException for floats and bools
 */
public fun lcm(x: Tensor, y: Tensor): Tensor = Numpy.lcm(x, y)
