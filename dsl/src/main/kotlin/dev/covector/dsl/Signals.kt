package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy
import dev.covector.numpy.NumpySignals

/** The convolution of two sequences, in full. */
public fun convolve(x: Tensor, y: Tensor): Tensor = Numpy.convolve(x, y)

/**
 * The convolution of two sequences.
 *
 * @throws dev.covector.ShapeException when one has not one axis, or no elements
 */
public fun convolve(x: Tensor, y: Tensor, overlap: NumpySignals.Overlap): Tensor = Numpy.convolve(x, y, overlap)

/** The correlation of two sequences, where they overlap completely. */
public fun correlate(x: Tensor, y: Tensor): Tensor = Numpy.correlate(x, y)

/**
 * The correlation of two sequences: the convolution with the second one reversed.
 *
 * @throws dev.covector.ShapeException when one has not one axis, or no elements
 */
public fun correlate(x: Tensor, y: Tensor, overlap: NumpySignals.Overlap): Tensor = Numpy.correlate(x, y, overlap)

/** The powers of each element, falling from its number of elements minus 1 to 0, as columns. */
public fun vander(x: Tensor): Tensor = Numpy.vander(x)

/** The powers of each element, falling to 0, as columns. */
public fun vander(x: Tensor, columns: Int): Tensor = Numpy.vander(x, columns)

/**
 * The powers of each element as columns.
 *
 * @throws dev.covector.ShapeException when x has not one axis, or the number is negative
 */
public fun vander(x: Tensor, columns: Int, increasing: Boolean): Tensor = Numpy.vander(x, columns, increasing)

/** The Bartlett window: a triangle that is 0 at both ends. */
public fun bartlett(size: Int): Tensor = Numpy.bartlett(size)

/** The Blackman window. */
public fun blackman(size: Int): Tensor = Numpy.blackman(size)

/** The Hamming window: a raised cosine that is 0.08 at both ends. */
public fun hamming(size: Int): Tensor = Numpy.hamming(size)

/** The Hann window: a raised cosine that is 0 at both ends. */
public fun hanning(size: Int): Tensor = Numpy.hanning(size)
