package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.lax.Padding

private fun Tensor.spatial(size: Int): List<Int> = List(rank() - 2) { size }

/**
 * The largest element of each window of [size] along each spatial axis.
 *
 * @param x of shape [n, spatial..., features]
 * @param strides from one window to the next; as large as windows, if nothing is said
 */
public fun maxPool(x: Tensor, size: Int, strides: Int = size, padding: Padding = Padding.VALID): Tensor =
    maxPool(x, x.spatial(size), x.spatial(strides), padding)

/**
 * The mean of each window of [size] along each spatial axis; padding counts as zeros.
 *
 * @param x of shape [n, spatial..., features]
 * @param strides from one window to the next; as large as windows, if nothing is said
 */
public fun avgPool(x: Tensor, size: Int, strides: Int = size, padding: Padding = Padding.VALID): Tensor =
    avgPool(x, x.spatial(size), x.spatial(strides), padding)

/** Pooling, where layers are listed. */
@CovectorDsl
public sealed interface PoolingLayers : LayerList {
    /** Takes the largest element of each window of [size] along each spatial axis of [n, spatial..., features]. */
    public fun maxPool(size: Int, strides: Int = size, padding: Padding = Padding.VALID): Unit =
        lambda("maxPool($size)") { maxPool(it, size, strides, padding) }

    /** Takes the mean of each window of [size] along each spatial axis of [n, spatial..., features]. */
    public fun avgPool(size: Int, strides: Int = size, padding: Padding = Padding.VALID): Unit =
        lambda("avgPool($size)") { avgPool(it, size, strides, padding) }

    /** Takes the mean over all spatial axes: [n, spatial..., features] to [n, features]. */
    public fun globalAvgPool(): Unit = lambda("globalAvgPool") { x -> mean(x, axes = (1..<x.rank() - 1).toList()) }

    /** Takes the largest element over all spatial axes: [n, spatial..., features] to [n, features]. */
    public fun globalMaxPool(): Unit = lambda("globalMaxPool") { x -> max(x, axes = (1..<x.rank() - 1).toList()) }
}
