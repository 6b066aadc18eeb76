package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** The whole tensor repeated along each axis; missing counts are 1, extra ones new axes. */
public fun tile(x: Tensor, vararg counts: Int): Tensor = Numpy.tile(x, *counts)

/** Each element repeated, of the flattened tensor. */
public fun repeat(x: Tensor, count: Int): Tensor = Numpy.repeat(x, count)

/**
 * Each element repeated along an axis.
 *
 * @throws dev.covector.ShapeException when the count is negative
 */
public fun repeat(x: Tensor, count: Int, axis: Int): Tensor = Numpy.repeat(x, count, axis)

/**
 * Each element repeated its own number of times along an axis.
 *
 * @throws dev.covector.ShapeException when there is not one count per element of the axis
 */
public fun repeat(x: Tensor, counts: List<Int>, axis: Int): Tensor = Numpy.repeat(x, counts.toIntArray(), axis)

/** Elements shifted round, of the flattened tensor, which keeps its shape. */
public fun roll(x: Tensor, shift: Int): Tensor = Numpy.roll(x, shift)

/** Elements shifted round along an axis: what leaves at its end comes back at its start. */
public fun roll(x: Tensor, shift: Int, axis: Int): Tensor = Numpy.roll(x, shift, axis)

/**
 * Elements shifted round along several axes, each by its own shift.
 *
 * @throws dev.covector.ShapeException when there is not one shift per axis
 */
public fun roll(x: Tensor, shifts: List<Int>, axes: List<Int>): Tensor =
    Numpy.roll(x, shifts.toIntArray(), axes.toIntArray())
