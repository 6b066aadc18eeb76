package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Histogram
import dev.covector.numpy.Numpy
import dev.covector.numpy.QuantileMethod
import dev.covector.numpy.Unique

/** The median of all elements. */
public fun median(x: Tensor): Tensor = Numpy.median(x)

/** The median along an axis; NaN where there is one. */
public fun median(x: Tensor, axis: Int): Tensor = Numpy.median(x, axis)

/** The median of all elements that are numbers. */
public fun nanmedian(x: Tensor): Tensor = Numpy.nanmedian(x)

/** The median along an axis of the elements that are numbers. */
public fun nanmedian(x: Tensor, axis: Int): Tensor = Numpy.nanmedian(x, axis)

/** The quantiles of all elements; q from 0 to 1 gives the first axes of the result. */
public fun quantile(x: Tensor, q: Tensor): Tensor = Numpy.quantile(x, q)

/** The quantiles along an axis; q from 0 to 1 gives the first axes of the result. */
public fun quantile(x: Tensor, q: Tensor, axis: Int): Tensor = Numpy.quantile(x, q, axis)

/** The quantiles along an axis. */
public fun quantile(x: Tensor, q: Tensor, axis: Int, method: QuantileMethod, keepDims: Boolean): Tensor =
    Numpy.quantile(x, q, axis, method, keepDims)

/** The quantiles of all elements that are numbers. */
public fun nanquantile(x: Tensor, q: Tensor): Tensor = Numpy.nanquantile(x, q)

/** The quantiles along an axis of the elements that are numbers. */
public fun nanquantile(x: Tensor, q: Tensor, axis: Int): Tensor = Numpy.nanquantile(x, q, axis)

/** The quantiles of all elements; q from 0 to 100. */
public fun percentile(x: Tensor, q: Tensor): Tensor = Numpy.percentile(x, q)

/** The quantiles along an axis; q from 0 to 100. */
public fun percentile(x: Tensor, q: Tensor, axis: Int): Tensor = Numpy.percentile(x, q, axis)

/** The distinct elements, rising; concrete tensors only. */
public fun unique(x: Tensor): Tensor = Numpy.unique(x)

/** The first distinct elements, rising, then the least one again. */
public fun unique(x: Tensor, size: Int): Tensor = Numpy.unique(x, size)

/** The first distinct elements, rising, then a fill value. */
public fun unique(x: Tensor, size: Int, fill: Number): Tensor = Numpy.unique(x, size, fill)

/**
 * The distinct elements and where they are.
 *
 * @throws dev.covector.TracerException when x is traced: give a size
 */
public fun uniqueAll(x: Tensor): Unique = Numpy.uniqueAll(x)

/** The first distinct elements and where they are; null fills with the least element. */
public fun uniqueAll(x: Tensor, size: Int, fill: Number?): Unique = Numpy.uniqueAll(x, size, fill)

/** The number of the bin of each element: bins[i - 1] <= x < bins[i]; bins rise or fall. */
public fun digitize(x: Tensor, bins: Tensor): Tensor = Numpy.digitize(x, bins)

/** The number of the bin of each element; right says that bins contain their upper edge. */
public fun digitize(x: Tensor, bins: Tensor, right: Boolean): Tensor = Numpy.digitize(x, bins, right)

/** How often each integer from 0 comes; concrete tensors only. Negative ones count as 0. */
public fun bincount(x: Tensor): Tensor = Numpy.bincount(x)

/** How often each integer from 0 to before length comes; larger ones are left out. */
public fun bincount(x: Tensor, length: Int): Tensor = Numpy.bincount(x, length)

/** The sum of the weights of each integer from 0 to before length. */
public fun bincount(x: Tensor, weights: Tensor, length: Int): Tensor = Numpy.bincount(x, weights, length)

/** How many elements fall into each of some bins of equal width. */
public fun histogram(x: Tensor, bins: Int): Histogram = Numpy.histogram(x, bins)

/** How many elements fall between neighbours of rising edges; the last bin has both its edges. */
public fun histogram(x: Tensor, edges: Tensor): Histogram = Numpy.histogram(x, edges)

/**
 * The sum of the weights of the elements in each bin.
 *
 * @param density whether they are divided so that the integral over the bins is 1
 */
public fun histogram(x: Tensor, edges: Tensor, weights: Tensor, density: Boolean): Histogram =
    Numpy.histogram(x, edges, weights, density)

/** The edges of bins of equal width from the least to the largest element. */
public fun histogramBinEdges(x: Tensor, bins: Int): Tensor = Numpy.histogramBinEdges(x, bins)
