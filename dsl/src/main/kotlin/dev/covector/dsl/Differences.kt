package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** Each element of the last axis minus the one before it. */
public fun diff(x: Tensor): Tensor = Numpy.diff(x)

/**
 * Differences of neighbours along an axis, taken several times; bools differ by exclusive or.
 *
 * @throws dev.covector.ShapeException for a scalar, or a negative number of times
 */
public fun diff(x: Tensor, times: Int, axis: Int): Tensor = Numpy.diff(x, times, axis)

/** Differences of neighbours of the flattened tensor. */
public fun ediff1d(x: Tensor): Tensor = Numpy.ediff1d(x)

/** Differences of neighbours of the flattened tensor, between two other tensors, flattened. */
public fun ediff1d(x: Tensor, toEnd: Tensor, toBegin: Tensor): Tensor = Numpy.ediff1d(x, toEnd, toBegin)

/** The slope at each element along each axis, for points 1 apart: one tensor per axis. */
public fun gradient(x: Tensor): List<Tensor> = Numpy.gradient(x)

/** The slope at each element along these axes, for points 1 apart: one tensor per axis. */
public fun gradient(x: Tensor, vararg axes: Int): List<Tensor> = Numpy.gradient(x, *axes)

/**
 * The slope at each element along an axis: central differences inside, one-sided at the ends.
 *
 * @param spacing the distance of neighbours, or the position of each element
 * @throws dev.covector.ShapeException when the axis has fewer than 2 elements, or the spacing does not fit it
 */
public fun gradient(x: Tensor, spacing: Tensor, axis: Int): Tensor = Numpy.gradient(x, spacing, axis)

/** The integral along the last axis by trapezoids, for points 1 apart. */
public fun trapezoid(y: Tensor): Tensor = Numpy.trapezoid(y)

/** The integral along an axis by trapezoids, for points evenly apart. */
public fun trapezoid(y: Tensor, spacing: Double, axis: Int): Tensor = Numpy.trapezoid(y, spacing, axis)

/** The integral along an axis by trapezoids over positions, of y's shape or one per element. */
public fun trapezoid(y: Tensor, positions: Tensor, axis: Int): Tensor = Numpy.trapezoid(y, positions, axis)
