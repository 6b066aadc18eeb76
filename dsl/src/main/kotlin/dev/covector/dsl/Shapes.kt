package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.numpy.Numpy

/**
 * The same elements in row-major order with other axis sizes; one size may be -1, which is found
 * from the others.
 *
 * @throws dev.covector.ShapeException when the number of elements differs
 */
public fun reshape(x: Tensor, vararg sizes: Int): Tensor = Numpy.reshape(x, *sizes)

/** The same elements in row-major order with another shape. */
public fun reshape(x: Tensor, shape: Shape): Tensor = Numpy.reshape(x, shape)

/** All elements in row-major order along one axis. */
public fun ravel(x: Tensor): Tensor = Numpy.ravel(x)

/** The axes in reverse order. */
public fun transpose(x: Tensor): Tensor = Numpy.transpose(x)

/**
 * The axes in the given order.
 *
 * @throws dev.covector.ShapeException when they are not all axes, each once
 */
public fun transpose(x: Tensor, axis: Int): Tensor = Numpy.transpose(x, axis)

/**
 * The axes in the given order.
 *
 * @throws dev.covector.ShapeException when they are not all axes, each once
 */
public fun transpose(x: Tensor, vararg axes: Int): Tensor = Numpy.transpose(x, *axes)

/** Another name of `int...)`. */
public fun permuteDims(x: Tensor, axis: Int): Tensor = Numpy.permuteDims(x, axis)

/** Another name of `int...)`. */
public fun permuteDims(x: Tensor, vararg axes: Int): Tensor = Numpy.permuteDims(x, *axes)

/** The last two axes exchanged. */
public fun matrixTranspose(x: Tensor): Tensor = Numpy.matrixTranspose(x)

/** Two axes exchanged. */
public fun swapaxes(x: Tensor, first: Int, second: Int): Tensor = Numpy.swapaxes(x, first, second)

/** An axis moved to another place, the others in their order. */
public fun moveaxis(x: Tensor, source: Int, destination: Int): Tensor = Numpy.moveaxis(x, source, destination)

/** Axes moved to other places, the others in their order. */
public fun moveaxis(x: Tensor, sources: List<Int>, destinations: List<Int>): Tensor =
    Numpy.moveaxis(x, sources.toIntArray(), destinations.toIntArray())

/** An axis moved to stand before another one (0 to the rank). */
public fun rollaxis(x: Tensor, axis: Int, start: Int): Tensor = Numpy.rollaxis(x, axis, start)

/** New axes of size 1, at these places of the result. */
public fun expandDims(x: Tensor, axis: Int): Tensor = Numpy.expandDims(x, axis)

/** New axes of size 1, at these places of the result. */
public fun expandDims(x: Tensor, vararg axes: Int): Tensor = Numpy.expandDims(x, *axes)

/** Without the axes of size 1. */
public fun squeeze(x: Tensor): Tensor = Numpy.squeeze(x)

/**
 * Without these axes of size 1.
 *
 * @throws dev.covector.ShapeException when one of them has another size
 */
public fun squeeze(x: Tensor, axis: Int): Tensor = Numpy.squeeze(x, axis)

/**
 * Without these axes of size 1.
 *
 * @throws dev.covector.ShapeException when one of them has another size
 */
public fun squeeze(x: Tensor, vararg axes: Int): Tensor = Numpy.squeeze(x, *axes)

/** At least one axis: a scalar becomes [1]. */
public fun atleast1d(x: Tensor): Tensor = Numpy.atleast1d(x)

/** At least two axes, new ones in front. */
public fun atleast2d(x: Tensor): Tensor = Numpy.atleast2d(x)

/** At least three axes: [n] becomes [1,n,1], [m,n] becomes [m,n,1]. */
public fun atleast3d(x: Tensor): Tensor = Numpy.atleast3d(x)

/**
 * x repeated to a shape by NumPy's rule: aligned at the end, a size of 1 stretches.
 *
 * @throws dev.covector.ShapeException when x does not stretch to it
 */
public fun broadcastTo(x: Tensor, vararg sizes: Int): Tensor = Numpy.broadcastTo(x, *sizes)

/** x repeated to a shape by NumPy's rule. */
public fun broadcastTo(x: Tensor, shape: Shape): Tensor = Numpy.broadcastTo(x, shape)

/** Tensors repeated to their common shape. */
public fun broadcastArrays(vararg tensors: Tensor): List<Tensor> = Numpy.broadcastArrays(*tensors)

/** The shape that all shapes broadcast to. */
public fun broadcastShapes(vararg shapes: Shape): Shape = Numpy.broadcastShapes(*shapes)

/** Every axis from its end to its start. */
public fun flip(x: Tensor): Tensor = Numpy.flip(x)

/** These axes from their end to their start. */
public fun flip(x: Tensor, axis: Int): Tensor = Numpy.flip(x, axis)

/** These axes from their end to their start. */
public fun flip(x: Tensor, vararg axes: Int): Tensor = Numpy.flip(x, *axes)

/** Axis 1 from its end to its start. */
public fun fliplr(x: Tensor): Tensor = Numpy.fliplr(x)

/** Axis 0 from its end to its start. */
public fun flipud(x: Tensor): Tensor = Numpy.flipud(x)

/** A quarter turn from axis 0 towards axis 1. */
public fun rot90(x: Tensor): Tensor = Numpy.rot90(x)

/**
 * Quarter turns from one axis towards another.
 *
 * @throws dev.covector.ShapeException when both are the same
 */
public fun rot90(x: Tensor, turns: Int, from: Int, towards: Int): Tensor = Numpy.rot90(x, turns, from, towards)

/** Values in another dtype, not weak: floats truncate to integers, bool is x != 0. */
public fun astype(x: Tensor, dtype: DType): Tensor = Numpy.astype(x, dtype)

/** The number of axes. */
public fun ndim(x: Tensor): Int = Numpy.ndim(x)

/** The axis sizes. */
public fun shape(x: Tensor): Shape = Numpy.shape(x)

/** The number of elements. */
public fun size(x: Tensor): Long = Numpy.size(x)
