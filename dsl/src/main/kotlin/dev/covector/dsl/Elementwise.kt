package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** x + y, element by element; bools give the logical or. */
public fun add(x: Tensor, y: Tensor): Tensor = Numpy.add(x, y)

/** x + y, with a number that takes x's dtype where it fits. */
public fun add(x: Tensor, y: Number): Tensor = Numpy.add(x, y)

/** x + y, with a number that takes y's dtype where it fits. */
public fun add(x: Number, y: Tensor): Tensor = Numpy.add(x, y)

/**
 * x - y, element by element.
 *
 * @throws dev.covector.DTypeException for two bools; use `bitwiseXor`
 */
public fun subtract(x: Tensor, y: Tensor): Tensor = Numpy.subtract(x, y)

/** x - y, with a number that takes x's dtype where it fits. */
public fun subtract(x: Tensor, y: Number): Tensor = Numpy.subtract(x, y)

/** x - y, with a number that takes y's dtype where it fits. */
public fun subtract(x: Number, y: Tensor): Tensor = Numpy.subtract(x, y)

/** x * y, element by element; bools give the logical and. */
public fun multiply(x: Tensor, y: Tensor): Tensor = Numpy.multiply(x, y)

/** x * y, with a number that takes x's dtype where it fits. */
public fun multiply(x: Tensor, y: Number): Tensor = Numpy.multiply(x, y)

/** x * y, with a number that takes y's dtype where it fits. */
public fun multiply(x: Number, y: Tensor): Tensor = Numpy.multiply(x, y)

/** x / y, element by element; integers give floats. */
public fun divide(x: Tensor, y: Tensor): Tensor = Numpy.divide(x, y)

/** x / y, with a number that takes x's dtype where it fits. */
public fun divide(x: Tensor, y: Number): Tensor = Numpy.divide(x, y)

/** x / y, with a number that takes y's dtype where it fits. */
public fun divide(x: Number, y: Tensor): Tensor = Numpy.divide(x, y)

/** x / y; another name of `Tensor)`. */
public fun trueDivide(x: Tensor, y: Tensor): Tensor = Numpy.trueDivide(x, y)

/** The larger, element by element; NaN when either is. Ties share the gradient equally. */
public fun maximum(x: Tensor, y: Tensor): Tensor = Numpy.maximum(x, y)

/** The larger, with a number that takes x's dtype where it fits. */
public fun maximum(x: Tensor, y: Number): Tensor = Numpy.maximum(x, y)

/** The larger, with a number that takes y's dtype where it fits. */
public fun maximum(x: Number, y: Tensor): Tensor = Numpy.maximum(x, y)

/** The smaller, element by element; NaN when either is. Ties share the gradient equally. */
public fun minimum(x: Tensor, y: Tensor): Tensor = Numpy.minimum(x, y)

/** The smaller, with a number that takes x's dtype where it fits. */
public fun minimum(x: Tensor, y: Number): Tensor = Numpy.minimum(x, y)

/** The smaller, with a number that takes y's dtype where it fits. */
public fun minimum(x: Number, y: Tensor): Tensor = Numpy.minimum(x, y)

/** -x, element by element. */
public fun negative(x: Tensor): Tensor = Numpy.negative(x)

/** x itself. */
public fun positive(x: Tensor): Tensor = Numpy.positive(x)
