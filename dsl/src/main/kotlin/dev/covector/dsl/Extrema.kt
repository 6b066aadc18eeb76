package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy
import dev.covector.numpy.Over

/**
 * The largest element, NaN when there is one; a scalar.
 *
 * @throws dev.covector.ShapeException when there are no elements
 */
public fun max(x: Tensor): Tensor = Numpy.max(x)

/** The largest element, NaN when there is one along axes, which stay with size 1 if asked. */
public fun max(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.max(x, intArrayOf(axis), keepDims)

/** The largest element, NaN when there is one along axes, which stay with size 1 if asked. */
public fun max(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.max(x, axes.toIntArray(), keepDims)

/**
 * The largest element, with options; ties share the gradient equally.
 *
 * @throws dev.covector.ShapeException when there are no elements, or a mask, without an initial value
 */
public fun max(x: Tensor, over: Over): Tensor = Numpy.max(x, over)

/** Another name of `int...)`. */
public fun amax(x: Tensor, axis: Int): Tensor = Numpy.amax(x, axis)

/** Another name of `int...)`. */
public fun amax(x: Tensor, vararg axes: Int): Tensor = Numpy.amax(x, *axes)

/**
 * The smallest element, NaN when there is one; a scalar.
 *
 * @throws dev.covector.ShapeException when there are no elements
 */
public fun min(x: Tensor): Tensor = Numpy.min(x)

/** The smallest element, NaN when there is one along axes, which stay with size 1 if asked. */
public fun min(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.min(x, intArrayOf(axis), keepDims)

/** The smallest element, NaN when there is one along axes, which stay with size 1 if asked. */
public fun min(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.min(x, axes.toIntArray(), keepDims)

/**
 * The smallest element, with options; ties share the gradient equally.
 *
 * @throws dev.covector.ShapeException when there are no elements, or a mask, without an initial value
 */
public fun min(x: Tensor, over: Over): Tensor = Numpy.min(x, over)

/** Another name of `int...)`. */
public fun amin(x: Tensor, axis: Int): Tensor = Numpy.amin(x, axis)

/** Another name of `int...)`. */
public fun amin(x: Tensor, vararg axes: Int): Tensor = Numpy.amin(x, *axes)

/** The largest element minus the smallest; a scalar. */
public fun ptp(x: Tensor): Tensor = Numpy.ptp(x)

/** The largest element minus the smallest along axes, which stay with size 1 if asked. */
public fun ptp(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.ptp(x, intArrayOf(axis), keepDims)

/** The largest element minus the smallest along axes, which stay with size 1 if asked. */
public fun ptp(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.ptp(x, axes.toIntArray(), keepDims)

/** The largest element minus the smallest, with options. */
public fun ptp(x: Tensor, over: Over): Tensor = Numpy.ptp(x, over)

/** Whether every element is true (not 0); a scalar. */
public fun all(x: Tensor): Tensor = Numpy.all(x)

/** Whether every element is true (not 0) along axes, which stay with size 1 if asked. */
public fun all(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.all(x, intArrayOf(axis), keepDims)

/** Whether every element is true (not 0) along axes, which stay with size 1 if asked. */
public fun all(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.all(x, axes.toIntArray(), keepDims)

/** Whether every element is true (not 0), with options. */
public fun all(x: Tensor, over: Over): Tensor = Numpy.all(x, over)

/** Whether some element is true (not 0); a scalar. */
public fun any(x: Tensor): Tensor = Numpy.any(x)

/** Whether some element is true (not 0) along axes, which stay with size 1 if asked. */
public fun any(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.any(x, intArrayOf(axis), keepDims)

/** Whether some element is true (not 0) along axes, which stay with size 1 if asked. */
public fun any(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.any(x, axes.toIntArray(), keepDims)

/** Whether some element is true (not 0), with options. */
public fun any(x: Tensor, over: Over): Tensor = Numpy.any(x, over)

/** The number of elements that are not 0; a scalar. */
public fun countNonzero(x: Tensor): Tensor = Numpy.countNonzero(x)

/** The number of elements that are not 0 along axes, which stay with size 1 if asked. */
public fun countNonzero(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor =
    Numpy.countNonzero(x, intArrayOf(axis), keepDims)

/** The number of elements that are not 0 along axes, which stay with size 1 if asked. */
public fun countNonzero(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.countNonzero(x, axes.toIntArray(), keepDims)

/** The number of elements that are not 0, with options. */
public fun countNonzero(x: Tensor, over: Over): Tensor = Numpy.countNonzero(x, over)

/** The logarithm of the sum of exponentials, without overflow; a scalar. */
public fun logsumexp(x: Tensor): Tensor = Numpy.logsumexp(x)

/**
 * The logarithm of the sum of exponentials, without overflow along axes, which stay with size 1
 * if asked.
 */
public fun logsumexp(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor =
    Numpy.logsumexp(x, intArrayOf(axis), keepDims)

/**
 * The logarithm of the sum of exponentials, without overflow along axes, which stay with size 1
 * if asked.
 */
public fun logsumexp(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.logsumexp(x, axes.toIntArray(), keepDims)

/** The logarithm of the sum of exponentials, with options; -inf of no elements. */
public fun logsumexp(x: Tensor, over: Over): Tensor = Numpy.logsumexp(x, over)
