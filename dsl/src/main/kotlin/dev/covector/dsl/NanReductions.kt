package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy
import dev.covector.numpy.Over

/** The sum of what is not NaN; a scalar. */
public fun nansum(x: Tensor): Tensor = Numpy.nansum(x)

/** The sum of what is not NaN along axes, which stay with size 1 if asked. */
public fun nansum(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.nansum(x, intArrayOf(axis), keepDims)

/** The sum of what is not NaN along axes, which stay with size 1 if asked. */
public fun nansum(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.nansum(x, axes.toIntArray(), keepDims)

/** The sum of what is not NaN; with the options of `Over)`. */
public fun nansum(x: Tensor, over: Over): Tensor = Numpy.nansum(x, over)

/** The product of what is not NaN; a scalar. */
public fun nanprod(x: Tensor): Tensor = Numpy.nanprod(x)

/** The product of what is not NaN along axes, which stay with size 1 if asked. */
public fun nanprod(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor =
    Numpy.nanprod(x, intArrayOf(axis), keepDims)

/** The product of what is not NaN along axes, which stay with size 1 if asked. */
public fun nanprod(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.nanprod(x, axes.toIntArray(), keepDims)

/** The product of what is not NaN; with the options of `Over)`. */
public fun nanprod(x: Tensor, over: Over): Tensor = Numpy.nanprod(x, over)

/** The largest of what is not NaN; NaN when all are; a scalar. */
public fun nanmax(x: Tensor): Tensor = Numpy.nanmax(x)

/** The largest of what is not NaN; NaN when all are along axes, which stay with size 1 if asked. */
public fun nanmax(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.nanmax(x, intArrayOf(axis), keepDims)

/** The largest of what is not NaN; NaN when all are along axes, which stay with size 1 if asked. */
public fun nanmax(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.nanmax(x, axes.toIntArray(), keepDims)

/** The largest of what is not NaN; NaN when all are; with the options of `Over)`. */
public fun nanmax(x: Tensor, over: Over): Tensor = Numpy.nanmax(x, over)

/** The smallest of what is not NaN; NaN when all are; a scalar. */
public fun nanmin(x: Tensor): Tensor = Numpy.nanmin(x)

/** The smallest of what is not NaN; NaN when all are along axes, which stay with size 1 if asked. */
public fun nanmin(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.nanmin(x, intArrayOf(axis), keepDims)

/** The smallest of what is not NaN; NaN when all are along axes, which stay with size 1 if asked. */
public fun nanmin(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.nanmin(x, axes.toIntArray(), keepDims)

/** The smallest of what is not NaN; NaN when all are; with the options of `Over)`. */
public fun nanmin(x: Tensor, over: Over): Tensor = Numpy.nanmin(x, over)

/** The mean of what is not NaN; NaN when all are; a scalar. */
public fun nanmean(x: Tensor): Tensor = Numpy.nanmean(x)

/** The mean of what is not NaN; NaN when all are along axes, which stay with size 1 if asked. */
public fun nanmean(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor =
    Numpy.nanmean(x, intArrayOf(axis), keepDims)

/** The mean of what is not NaN; NaN when all are along axes, which stay with size 1 if asked. */
public fun nanmean(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.nanmean(x, axes.toIntArray(), keepDims)

/** The mean of what is not NaN; NaN when all are; with the options of `Over)`. */
public fun nanmean(x: Tensor, over: Over): Tensor = Numpy.nanmean(x, over)

/** The variance of what is not NaN; a scalar. */
public fun nanvar(x: Tensor): Tensor = Numpy.nanvar(x)

/** The variance of what is not NaN along axes, which stay with size 1 if asked. */
public fun nanvar(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.nanvar(x, intArrayOf(axis), keepDims)

/** The variance of what is not NaN along axes, which stay with size 1 if asked. */
public fun nanvar(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.nanvar(x, axes.toIntArray(), keepDims)

/** The variance of what is not NaN; with the options of `Over)`. */
public fun nanvar(x: Tensor, over: Over): Tensor = Numpy.nanvar(x, over)

/** The standard deviation of what is not NaN; a scalar. */
public fun nanstd(x: Tensor): Tensor = Numpy.nanstd(x)

/** The standard deviation of what is not NaN along axes, which stay with size 1 if asked. */
public fun nanstd(x: Tensor, axis: Int, keepDims: Boolean = false): Tensor = Numpy.nanstd(x, intArrayOf(axis), keepDims)

/** The standard deviation of what is not NaN along axes, which stay with size 1 if asked. */
public fun nanstd(x: Tensor, axes: List<Int>, keepDims: Boolean = false): Tensor =
    Numpy.nanstd(x, axes.toIntArray(), keepDims)

/** The standard deviation of what is not NaN; with the options of `Over)`. */
public fun nanstd(x: Tensor, over: Over): Tensor = Numpy.nanstd(x, over)
