package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** x == y, element by element. */
public fun equal(x: Tensor, y: Tensor): Tensor = Numpy.equal(x, y)

/** x == y, against a number that takes x's dtype where it fits. */
public fun equal(x: Tensor, y: Number): Tensor = Numpy.equal(x, y)

/** x != y, element by element. */
public fun notEqual(x: Tensor, y: Tensor): Tensor = Numpy.notEqual(x, y)

/** x != y, against a number that takes x's dtype where it fits. */
public fun notEqual(x: Tensor, y: Number): Tensor = Numpy.notEqual(x, y)

/** x < y, element by element. */
public fun less(x: Tensor, y: Tensor): Tensor = Numpy.less(x, y)

/** x < y, against a number that takes x's dtype where it fits. */
public fun less(x: Tensor, y: Number): Tensor = Numpy.less(x, y)

/** x <= y, element by element. */
public fun lessEqual(x: Tensor, y: Tensor): Tensor = Numpy.lessEqual(x, y)

/** x <= y, against a number that takes x's dtype where it fits. */
public fun lessEqual(x: Tensor, y: Number): Tensor = Numpy.lessEqual(x, y)

/** x > y, element by element. */
public fun greater(x: Tensor, y: Tensor): Tensor = Numpy.greater(x, y)

/** x > y, against a number that takes x's dtype where it fits. */
public fun greater(x: Tensor, y: Number): Tensor = Numpy.greater(x, y)

/** x >= y, element by element. */
public fun greaterEqual(x: Tensor, y: Tensor): Tensor = Numpy.greaterEqual(x, y)

/** x >= y, against a number that takes x's dtype where it fits. */
public fun greaterEqual(x: Tensor, y: Number): Tensor = Numpy.greaterEqual(x, y)

/** Whether both are true (not 0), element by element. */
public fun logicalAnd(x: Tensor, y: Tensor): Tensor = Numpy.logicalAnd(x, y)

/** Whether at least one is true (not 0), element by element. */
public fun logicalOr(x: Tensor, y: Tensor): Tensor = Numpy.logicalOr(x, y)

/** Whether exactly one is true (not 0), element by element. */
public fun logicalXor(x: Tensor, y: Tensor): Tensor = Numpy.logicalXor(x, y)

/** Whether x is false (0), of each element. */
public fun logicalNot(x: Tensor): Tensor = Numpy.logicalNot(x)

/**
 * x where the condition holds (is not 0), elsewhere y; all three broadcast, x and y promote. The
 * gradient reaches only the chosen one; a NaN in the other one's derivative still spreads, so
 * guard its argument.
 */
public fun where(condition: Tensor, x: Tensor, y: Tensor): Tensor = Numpy.where(condition, x, y)

/** x where the condition holds, elsewhere a number. */
public fun where(condition: Tensor, x: Tensor, y: Number): Tensor = Numpy.where(condition, x, y)

/** A number where the condition holds, elsewhere y. */
public fun where(condition: Tensor, x: Number, y: Tensor): Tensor = Numpy.where(condition, x, y)

/** One number where the condition holds, elsewhere another. */
public fun where(condition: Tensor, x: Number, y: Number): Tensor = Numpy.where(condition, x, y)

/** Whether |x - y| is at most 1e-8 + 1e-5 |y|, element by element; NaN is close to nothing. */
public fun isclose(x: Tensor, y: Tensor): Tensor = Numpy.isclose(x, y)

/**
 * Whether |x - y| is at most absolute + relative |y|, element by element.
 *
 * @param equalNan whether two NaN are close
 */
public fun isclose(x: Tensor, y: Tensor, relative: Double, absolute: Double, equalNan: Boolean): Tensor =
    Numpy.isclose(x, y, relative, absolute, equalNan)

/** Whether all elements are close, by the rule of [isclose]; a bool scalar. */
public fun allclose(
    x: Tensor,
    y: Tensor,
    relative: Double = 1e-5,
    absolute: Double = 1e-8,
    equalNan: Boolean = false,
): Tensor = Numpy.allclose(x, y, relative, absolute, equalNan)

/** Whether shapes and all elements are equal; a bool scalar. NaN equals nothing. */
public fun arrayEqual(x: Tensor, y: Tensor): Tensor = Numpy.arrayEqual(x, y)

/** Whether the shapes broadcast and all elements are then equal; a bool scalar. */
public fun arrayEquiv(x: Tensor, y: Tensor): Tensor = Numpy.arrayEquiv(x, y)
