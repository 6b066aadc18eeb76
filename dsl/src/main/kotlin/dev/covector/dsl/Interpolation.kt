package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/**
 * The value at x of the line through points in rising order; beyond the ends, that of the end.
 *
 * @param x where, of any shape
 * @param positions of the points, one axis, rising
 * @param values at the points, one axis
 * @throws dev.covector.ShapeException when positions and values have not one axis of the same size
 */
public fun interp(x: Tensor, positions: Tensor, values: Tensor): Tensor = Numpy.interp(x, positions, values)
