package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy
import dev.covector.numpy.Padding

/** Zeros before and after each axis, the same number everywhere. */
public fun pad(x: Tensor, width: Int): Tensor = Numpy.pad(x, width)

/**
 * Zeros before and after each axis.
 *
 * @param widths {before, after} of each axis, or one such pair for all
 */
public fun pad(x: Tensor, widths: List<Pair<Int, Int>>): Tensor =
    Numpy.pad(x, widths.map { (before, after) -> intArrayOf(before, after) }.toTypedArray())

/**
 * Elements before and after each axis, axis by axis.
 *
 * @param widths {before, after} of each axis, or one such pair for all
 * @throws dev.covector.ShapeException when there is no pair for an axis, a width is negative, or an axis
 *     without elements should be continued
 */
public fun pad(x: Tensor, widths: List<Pair<Int, Int>>, padding: Padding): Tensor =
    Numpy.pad(x, widths.map { (before, after) -> intArrayOf(before, after) }.toTypedArray(), padding)
