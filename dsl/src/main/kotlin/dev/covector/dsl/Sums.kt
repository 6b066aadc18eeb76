package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy
import dev.covector.numpy.Over

/** The sum; bools and narrow integers count in the default width; a scalar. */
public fun sum(x: Tensor): Tensor = Numpy.sum(x)

/**
 * The sum; bools and narrow integers count in the default width along axes, which stay with size
 * 1 if asked.
 */
public fun sum(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.sum(x, intArrayOf(axis), keepDims)

/**
 * The sum; bools and narrow integers count in the default width along axes, which stay with size
 * 1 if asked.
 */
public fun sum(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.sum(x, axes.toIntArray(), keepDims)

/** The sum, with options; bools and narrow integers count in the default width. */
public fun sum(x: Tensor, over: Over): Tensor = Numpy.sum(x, over)

/** The product; bools and narrow integers count in the default width; a scalar. */
public fun prod(x: Tensor): Tensor = Numpy.prod(x)

/**
 * The product; bools and narrow integers count in the default width along axes, which stay with
 * size 1 if asked.
 */
public fun prod(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.prod(x, intArrayOf(axis), keepDims)

/**
 * The product; bools and narrow integers count in the default width along axes, which stay with
 * size 1 if asked.
 */
public fun prod(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.prod(x, axes.toIntArray(), keepDims)

/** The product, with options; bools count as integers. */
public fun prod(x: Tensor, over: Over): Tensor = Numpy.prod(x, over)

/** The mean, a float; NaN of no elements; a scalar. */
public fun mean(x: Tensor): Tensor = Numpy.mean(x)

/** The mean, a float; NaN of no elements along axes, which stay with size 1 if asked. */
public fun mean(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.mean(x, intArrayOf(axis), keepDims)

/** The mean, a float; NaN of no elements along axes, which stay with size 1 if asked. */
public fun mean(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.mean(x, axes.toIntArray(), keepDims)

/** The mean, with options (initial is not taken); NaN of no elements. */
public fun mean(x: Tensor, over: Over): Tensor = Numpy.mean(x, over)

/** The variance, a float, divided by the number of elements; a scalar. */
public fun `var`(x: Tensor): Tensor = Numpy.`var`(x)

/**
 * The variance, a float, divided by the number of elements along axes, which stay with size 1 if
 * asked.
 */
public fun `var`(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.`var`(x, intArrayOf(axis), keepDims)

/**
 * The variance, a float, divided by the number of elements along axes, which stay with size 1 if
 * asked.
 */
public fun `var`(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.`var`(x, axes.toIntArray(), keepDims)

/**
 * The variance, with options (initial is not taken). It is divided by the number of elements
 * minus `ddof`; NaN when that is not positive.
 */
public fun `var`(x: Tensor, over: Over): Tensor = Numpy.`var`(x, over)

/** The standard deviation, a float: the root of the variance; a scalar. */
public fun std(x: Tensor): Tensor = Numpy.std(x)

/**
 * The standard deviation, a float: the root of the variance along axes, which stay with size 1 if
 * asked.
 */
public fun std(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.std(x, intArrayOf(axis), keepDims)

/**
 * The standard deviation, a float: the root of the variance along axes, which stay with size 1 if
 * asked.
 */
public fun std(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.std(x, axes.toIntArray(), keepDims)

/** The standard deviation, with the options of the variance. */
public fun std(x: Tensor, over: Over): Tensor = Numpy.std(x, over)

/** The mean of all elements; see `mean`. */
public fun average(x: Tensor): Tensor = Numpy.average(x)

/** The mean along axes; see `int...)`. */
public fun average(x: Tensor, axis: Int): Tensor = Numpy.average(x, axis)

/** The mean along axes; see `int...)`. */
public fun average(x: Tensor, vararg axes: Int): Tensor = Numpy.average(x, *axes)

/**
 * The mean weighted by a tensor: `sum(x * weights) / sum(weights)`.
 *
 * @param weights of x's shape, or of the shape of the reduced axes in their order
 * @throws dev.covector.ShapeException when the weights have another shape
 */
public fun average(x: Tensor, weights: Tensor, over: Over): Tensor = Numpy.average(x, weights, over)
