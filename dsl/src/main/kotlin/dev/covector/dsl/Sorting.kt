package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.lax.TopK
import dev.covector.numpy.Numpy

/** x in ascending order along the last axis; NaNs come last. */
public fun sort(x: Tensor): Tensor = Numpy.sort(x)

/** x in ascending order along an axis. */
public fun sort(x: Tensor, axis: Int): Tensor = Numpy.sort(x, axis)

/** x in ascending or descending order along an axis. */
public fun sort(x: Tensor, axis: Int, descending: Boolean): Tensor = Numpy.sort(x, axis, descending)

/** The positions that sort the last axis; equal elements keep their order. */
public fun argsort(x: Tensor): Tensor = Numpy.argsort(x)

/** The positions that sort an axis; equal elements keep their order. */
public fun argsort(x: Tensor, axis: Int): Tensor = Numpy.argsort(x, axis)

/** The positions that sort an axis up or down; equal elements keep their order in both. */
public fun argsort(x: Tensor, axis: Int, descending: Boolean): Tensor = Numpy.argsort(x, axis, descending)

/** The positions that sort the last axis by several keys, the last key first. */
public fun lexsort(keys: List<Tensor>): Tensor = Numpy.lexsort(keys)

/** The last axis with its kth smallest element in place, smaller ones before, larger after. */
public fun partition(x: Tensor, kth: Int): Tensor = Numpy.partition(x, kth)

/** An axis with its kth smallest element in place; the order on either side is JAX's. */
public fun partition(x: Tensor, kth: Int, axis: Int): Tensor = Numpy.partition(x, kth, axis)

/** The positions that partition the last axis; those after the kth rise. */
public fun argpartition(x: Tensor, kth: Int): Tensor = Numpy.argpartition(x, kth)

/** The positions that partition an axis; those after the kth rise. */
public fun argpartition(x: Tensor, kth: Int, axis: Int): Tensor = Numpy.argpartition(x, kth, axis)

/** The k largest elements of the last axis, and where they were. */
public fun topK(x: Tensor, k: Int): TopK = Numpy.topK(x, k)

/** Where values would go into a rising vector, before equal elements; i32. */
public fun searchsorted(sorted: Tensor, values: Tensor): Tensor = Numpy.searchsorted(sorted, values)

/** Where values would go into a rising vector, before or after equal elements; i32. */
public fun searchsorted(sorted: Tensor, values: Tensor, after: Boolean): Tensor =
    Numpy.searchsorted(sorted, values, after)

/** The position in row-major order of the largest element. */
public fun argmax(x: Tensor): Tensor = Numpy.argmax(x)

/** The positions of the largest elements along an axis; the first of equal ones, or of NaNs. */
public fun argmax(x: Tensor, axis: Int): Tensor = Numpy.argmax(x, axis)

/** The positions of the largest elements along an axis, which may stay with size 1. */
public fun argmax(x: Tensor, axis: Int, keepDims: Boolean): Tensor = Numpy.argmax(x, axis, keepDims)

/** The position in row-major order of the smallest element. */
public fun argmin(x: Tensor): Tensor = Numpy.argmin(x)

/** The positions of the smallest elements along an axis; the first of equal ones, or of NaNs. */
public fun argmin(x: Tensor, axis: Int): Tensor = Numpy.argmin(x, axis)

/** The positions of the smallest elements along an axis, which may stay with size 1. */
public fun argmin(x: Tensor, axis: Int, keepDims: Boolean): Tensor = Numpy.argmin(x, axis, keepDims)

/** The position in row-major order of the largest number; -1 where there is none. */
public fun nanargmax(x: Tensor): Tensor = Numpy.nanargmax(x)

/** The positions of the largest numbers along an axis; -1 where all are NaN. */
public fun nanargmax(x: Tensor, axis: Int): Tensor = Numpy.nanargmax(x, axis)

/** The position in row-major order of the smallest number; -1 where there is none. */
public fun nanargmin(x: Tensor): Tensor = Numpy.nanargmin(x)

/** The positions of the smallest numbers along an axis; -1 where all are NaN. */
public fun nanargmin(x: Tensor, axis: Int): Tensor = Numpy.nanargmin(x, axis)

/** The running sum of all elements in row-major order. */
public fun cumsum(x: Tensor): Tensor = Numpy.cumsum(x)

/** The running sum along an axis; bools count in the default integer. */
public fun cumsum(x: Tensor, axis: Int): Tensor = Numpy.cumsum(x, axis)

/** The running product of all elements in row-major order. */
public fun cumprod(x: Tensor): Tensor = Numpy.cumprod(x)

/** The running product along an axis; bools count in the default integer. */
public fun cumprod(x: Tensor, axis: Int): Tensor = Numpy.cumprod(x, axis)

/** The running sum of all elements in row-major order; NaN counts as 0. */
public fun nancumsum(x: Tensor): Tensor = Numpy.nancumsum(x)

/** The running sum along an axis; NaN counts as 0. */
public fun nancumsum(x: Tensor, axis: Int): Tensor = Numpy.nancumsum(x, axis)

/** The running product of all elements in row-major order; NaN counts as 1. */
public fun nancumprod(x: Tensor): Tensor = Numpy.nancumprod(x)

/** The running product along an axis; NaN counts as 1. */
public fun nancumprod(x: Tensor, axis: Int): Tensor = Numpy.nancumprod(x, axis)
