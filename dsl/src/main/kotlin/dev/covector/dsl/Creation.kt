package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.numpy.Numpy
import dev.covector.numpy.NumpyCreation

/** Zeros of the default float. */
public fun zeros(vararg sizes: Int): Tensor = Numpy.zeros(*sizes)

/** Zeros of a dtype. */
public fun zeros(shape: Shape, dtype: DType): Tensor = Numpy.zeros(shape, dtype)

/** Zeros of x's type. */
public fun zerosLike(x: Tensor): Tensor = Numpy.zerosLike(x)

/** Ones of the default float. */
public fun ones(vararg sizes: Int): Tensor = Numpy.ones(*sizes)

/** Ones of a dtype. */
public fun ones(shape: Shape, dtype: DType): Tensor = Numpy.ones(shape, dtype)

/** Ones of x's type. */
public fun onesLike(x: Tensor): Tensor = Numpy.onesLike(x)

/** Zeros of the default float: memory is never handed out unset. */
public fun empty(vararg sizes: Int): Tensor = Numpy.empty(*sizes)

/** Zeros of x's type. */
public fun emptyLike(x: Tensor): Tensor = Numpy.emptyLike(x)

/** One number everywhere; the dtype is weak, as that of the number. */
public fun full(shape: Shape, value: Number): Tensor = Numpy.full(shape, value)

/** One number everywhere; the dtype is weak, as that of the number. */
public fun full(sizes: List<Int>, value: Number): Tensor = Numpy.full(sizes.toIntArray(), value)

/**
 * One number everywhere, in a dtype.
 *
 * @throws dev.covector.DTypeException when a NaN or infinity meets an integer dtype
 */
public fun full(shape: Shape, value: Number, dtype: DType): Tensor = Numpy.full(shape, value, dtype)

/** A tensor stretched to a shape. */
public fun full(shape: Shape, value: Tensor): Tensor = Numpy.full(shape, value)

/** One number everywhere, of x's type. */
public fun fullLike(x: Tensor, value: Number): Tensor = Numpy.fullLike(x, value)

/** 0, 1, ... before stop; integers for a whole stop, else floats. */
public fun arange(stop: Number): Tensor = Numpy.arange(stop)

/** start, start + 1, ... before stop; integers when both are whole numbers. */
public fun arange(start: Number, stop: Number): Tensor = Numpy.arange(start, stop)

/** start, start + step, ... before stop; integers when all three are whole numbers. */
public fun arange(start: Number, stop: Number, step: Number): Tensor = Numpy.arange(start, stop, step)

/**
 * start, start + step, ... before stop, in a dtype.
 *
 * @throws dev.covector.ShapeException when the step is 0, or the length a NaN or more than 2^31 - 1
 */
public fun arange(start: Number, stop: Number, step: Number, dtype: DType): Tensor =
    Numpy.arange(start, stop, step, dtype)

/** 50 numbers from start to stop, both included, evenly apart. */
public fun linspace(start: Number, stop: Number): Tensor = Numpy.linspace(start, stop)

/** Numbers from start to stop, both included, evenly apart. */
public fun linspace(start: Number, stop: Number, count: Int): Tensor = Numpy.linspace(start, stop, count)

/** Numbers from start to stop, which is left out if asked, evenly apart. */
public fun linspace(start: Number, stop: Number, count: Int, endpoint: Boolean): Tensor =
    Numpy.linspace(start, stop, count, endpoint)

/**
 * Numbers from start to stop, evenly apart, along a new axis.
 *
 * @throws dev.covector.ShapeException when the count is negative
 */
public fun linspace(start: Tensor, stop: Tensor, count: Int, endpoint: Boolean, axis: Int): Tensor =
    Numpy.linspace(start, stop, count, endpoint, axis)

/** Numbers from 10 to the start to 10 to the stop, whose exponents are evenly apart. */
public fun logspace(start: Number, stop: Number, count: Int): Tensor = Numpy.logspace(start, stop, count)

/** Powers of a base whose exponents run evenly from start to stop, along a new axis. */
public fun logspace(start: Tensor, stop: Tensor, count: Int, endpoint: Boolean, base: Number, axis: Int): Tensor =
    Numpy.logspace(start, stop, count, endpoint, base, axis)

/** Numbers from start to stop, both included, each the same multiple of the one before. */
public fun geomspace(start: Number, stop: Number, count: Int): Tensor = Numpy.geomspace(start, stop, count)

/** Numbers from start to stop along a new axis, each the same multiple of the one before. */
public fun geomspace(start: Tensor, stop: Tensor, count: Int, endpoint: Boolean, axis: Int): Tensor =
    Numpy.geomspace(start, stop, count, endpoint, axis)

/** The indices of a grid: one tensor [number of axes, sizes...] of integers. */
public fun indices(vararg sizes: Int): Tensor = Numpy.indices(*sizes)

/** The coordinates of a Cartesian grid whose axes are tensors of one axis. */
public fun meshgrid(vararg axes: Tensor): List<Tensor> = Numpy.meshgrid(*axes)

/**
 * The coordinates of a grid.
 *
 * @param sparse whether sizes stay 1 where nothing changes
 * @throws dev.covector.ShapeException when a tensor has not one axis
 */
public fun meshgrid(order: NumpyCreation.Grid, sparse: Boolean, vararg axes: Tensor): List<Tensor> =
    Numpy.meshgrid(order, sparse, *axes)
