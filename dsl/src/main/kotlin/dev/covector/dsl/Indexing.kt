package dev.covector.dsl

import dev.covector.IndexMode
import dev.covector.Tensor
import dev.covector.numpy.Numpy

/**
 * Elements of x in row-major order, by position; what is out of range is NaN (see {@link
 * #take(Tensor, Tensor, int)}).
 */
public fun take(x: Tensor, indices: Tensor): Tensor = Numpy.take(x, indices)

/**
 * Elements of an axis by position, which takes the shape of the indices. Negative ones count from
 * the end; what is out of range becomes NaN, the least signed or largest unsigned integer, or
 * true.
 */
public fun take(x: Tensor, indices: Tensor, axis: Int): Tensor = Numpy.take(x, indices, axis)

/** Elements of an axis by position, with another treatment of those out of range. */
public fun take(x: Tensor, indices: Tensor, axis: Int, mode: IndexMode): Tensor = Numpy.take(x, indices, axis, mode)

/** Elements by one position per element along an axis; the other axes broadcast. */
public fun takeAlongAxis(x: Tensor, indices: Tensor, axis: Int): Tensor = Numpy.takeAlongAxis(x, indices, axis)

/** Elements by position along an axis, with another treatment of those out of range. */
public fun takeAlongAxis(x: Tensor, indices: Tensor, axis: Int, mode: IndexMode): Tensor =
    Numpy.takeAlongAxis(x, indices, axis, mode)

/** x with the elements that one position per element along an axis names replaced. */
public fun putAlongAxis(x: Tensor, indices: Tensor, values: Tensor, axis: Int): Tensor =
    Numpy.putAlongAxis(x, indices, values, axis)

/** For each place the element of the first choice whose condition holds, else the default. */
public fun select(conditions: List<Tensor>, choices: List<Tensor>, otherwise: Tensor): Tensor =
    Numpy.select(conditions, choices, otherwise)

/** For each place the element of the choice of a number; numbers out of range are clipped. */
public fun choose(indices: Tensor, choices: List<Tensor>): Tensor = Numpy.choose(indices, choices)

/** The elements of an axis where a concrete mask is true; it may be shorter than the axis. */
public fun compress(mask: Tensor, x: Tensor, axis: Int): Tensor = Numpy.compress(mask, x, axis)

/** The elements in row-major order where a concrete mask is true. */
public fun extract(mask: Tensor, x: Tensor): Tensor = Numpy.extract(mask, x)

/**
 * For each axis the positions of the elements that are not 0.
 *
 * @throws dev.covector.TracerException when x is traced: give a size
 */
public fun nonzero(x: Tensor): List<Tensor> = Numpy.nonzero(x)

/** For each axis the positions of the first elements that are not 0, then a fill value. */
public fun nonzero(x: Tensor, size: Int, fill: Int): List<Tensor> = Numpy.nonzero(x, size, fill)

/** The positions of the elements that are not 0, one row each; concrete tensors only. */
public fun argwhere(x: Tensor): Tensor = Numpy.argwhere(x)

/** The positions in row-major order of the elements that are not 0; concrete tensors only. */
public fun flatnonzero(x: Tensor): Tensor = Numpy.flatnonzero(x)

/** The positions in row-major order of the first elements that are not 0, then a fill value. */
public fun flatnonzero(x: Tensor, size: Int, fill: Int): Tensor = Numpy.flatnonzero(x, size, fill)
