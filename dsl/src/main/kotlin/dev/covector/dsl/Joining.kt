package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/**
 * Tensors one after the other along an axis, in their common dtype.
 *
 * @throws dev.covector.ShapeException when there is none, or another axis differs in size
 */
public fun concatenate(tensors: List<Tensor>, axis: Int): Tensor = Numpy.concatenate(tensors, axis)

/** Tensors one after the other along axis 0. */
public fun concatenate(tensors: List<Tensor>): Tensor = Numpy.concatenate(tensors)

/** Another name of `int)`. */
public fun concat(tensors: List<Tensor>, axis: Int): Tensor = Numpy.concat(tensors, axis)

/**
 * Tensors of one shape along a new axis.
 *
 * @throws dev.covector.ShapeException when there is none, or the shapes differ
 */
public fun stack(tensors: List<Tensor>, axis: Int): Tensor = Numpy.stack(tensors, axis)

/** Tensors of one shape along a new axis 0. */
public fun stack(tensors: List<Tensor>): Tensor = Numpy.stack(tensors)

/** The parts of a tensor along an axis, without the axis. */
public fun unstack(x: Tensor, axis: Int): List<Tensor> = Numpy.unstack(x, axis)

/** Side by side: along axis 1, or axis 0 for tensors of one axis. */
public fun hstack(tensors: List<Tensor>): Tensor = Numpy.hstack(tensors)

/** One below the other: along axis 0, at least two axes each. */
public fun vstack(tensors: List<Tensor>): Tensor = Numpy.vstack(tensors)

/** One behind the other: along axis 2, at least three axes each. */
public fun dstack(tensors: List<Tensor>): Tensor = Numpy.dstack(tensors)

/** Tensors of one axis as the columns of a matrix; matrices side by side. */
public fun columnStack(tensors: List<Tensor>): Tensor = Numpy.columnStack(tensors)

/** Both flattened, one after the other. */
public fun append(x: Tensor, values: Tensor): Tensor = Numpy.append(x, values)

/** Values after x along an axis. */
public fun append(x: Tensor, values: Tensor, axis: Int): Tensor = Numpy.append(x, values, axis)

/**
 * Equal parts along an axis.
 *
 * @throws dev.covector.ShapeException when the axis does not divide into that many
 */
public fun split(x: Tensor, parts: Int, axis: Int): List<Tensor> = Numpy.split(x, parts, axis)

/** Equal parts along axis 0; of one key, that many new keys: `val (a, b, c) = split(key, 3)`. */
public fun split(x: Tensor, parts: Int): List<Tensor> = x.split(parts)

/** The parts between these indices along an axis. */
public fun split(x: Tensor, indices: List<Int>, axis: Int): List<Tensor> = Numpy.split(x, indices.toIntArray(), axis)

/** Parts along an axis, the first ones larger by one where it does not divide. */
public fun arraySplit(x: Tensor, parts: Int, axis: Int): List<Tensor> = Numpy.arraySplit(x, parts, axis)

/** Equal parts along axis 0 of tensors of one axis, else axis 1. */
public fun hsplit(x: Tensor, parts: Int): List<Tensor> = Numpy.hsplit(x, parts)

/** Equal parts along axis 0. */
public fun vsplit(x: Tensor, parts: Int): List<Tensor> = Numpy.vsplit(x, parts)

/** Equal parts along axis 2. */
public fun dsplit(x: Tensor, parts: Int): List<Tensor> = Numpy.dsplit(x, parts)

/** Without these indices of an axis. */
public fun delete(x: Tensor, indices: List<Int>, axis: Int): Tensor = Numpy.delete(x, indices.toIntArray(), axis)

/** Without one index of an axis. */
public fun delete(x: Tensor, index: Int, axis: Int): Tensor = Numpy.delete(x, index, axis)

/**
 * Values put before an index of an axis, in x's dtype.
 *
 * @param values a tensor that broadcasts to x with any size of the axis
 */
public fun insert(x: Tensor, index: Int, values: Tensor, axis: Int): Tensor = Numpy.insert(x, index, values, axis)
