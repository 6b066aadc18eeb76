package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.functions.Functions
import dev.covector.lax.Padding

/**
 * The largest element of each window; NaN where there is one. The gradient goes to the first of
 * equal elements.
 *
 * @param x of shape (examples..., spatial..., features)
 * @param window the size along each spatial axis
 * @param strides from one window to the next, per spatial axis
 * @throws dev.covector.ShapeException when x has too few axes, or the lists differ in length
 */
public fun maxPool(x: Tensor, window: List<Int>, strides: List<Int>, padding: Padding): Tensor =
    Functions.maxPool(x, window.toIntArray(), strides.toIntArray(), padding)

/** The smallest element of each window; see `maxPool`. */
public fun minPool(x: Tensor, window: List<Int>, strides: List<Int>, padding: Padding): Tensor =
    Functions.minPool(x, window.toIntArray(), strides.toIntArray(), padding)

/** The mean of each window, in which padding counts as zeros. */
public fun avgPool(x: Tensor, window: List<Int>, strides: List<Int>, padding: Padding): Tensor =
    Functions.avgPool(x, window.toIntArray(), strides.toIntArray(), padding)

/**
 * The mean of each window.
 *
 * @param includePadding whether elements of the padding count; without them the mean is over
 *     those inside
 */
public fun avgPool(
    x: Tensor,
    window: List<Int>,
    strides: List<Int>,
    padding: Padding,
    includePadding: Boolean,
): Tensor = Functions.avgPool(x, window.toIntArray(), strides.toIntArray(), padding, includePadding)
