package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.fft.Fft
import dev.covector.fft.Norm

private fun Tensor.points(n: Int?, axis: Int): Int = n ?: shape().dim(axis)

private fun Tensor.wholePoints(n: Int?, axis: Int): Int = n ?: (2 * (shape().dim(axis) - 1))

/**
 * The discrete Fourier transform along an axis.
 *
 * @param n the number of points: the axis is cut, or zeros are put behind it; all there are where nothing is said
 * @param norm which direction is divided by the number of points
 * @throws dev.covector.ShapeException when there is no such axis, or n is not positive
 */
public fun fft(x: Tensor, n: Int? = null, axis: Int = -1, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.fft(x, x.points(n, axis), axis, norm)

/**
 * The inverse transform along an axis.
 *
 * @param n the number of points: the axis is cut, or zeros are put behind it; all there are where nothing is said
 * @param norm which direction is divided by the number of points
 * @throws dev.covector.ShapeException when there is no such axis, or n is not positive
 */
public fun ifft(x: Tensor, n: Int? = null, axis: Int = -1, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.ifft(x, x.points(n, axis), axis, norm)

/**
 * The first n / 2 + 1 points of the transform of a real operand; the others are their conjugates.
 *
 * @param n the number of points: the axis is cut, or zeros are put behind it; all there are where nothing is said
 * @param norm which direction is divided by the number of points
 * @throws dev.covector.ShapeException when there is no such axis, or n is not positive
 * @throws dev.covector.DTypeException when the operand is complex
 */
public fun rfft(x: Tensor, n: Int? = null, axis: Int = -1, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.rfft(x, x.points(n, axis), axis, norm)

/**
 * The real tensor of n points whose [rfft] this is.
 *
 * @param n the number of points: the axis is cut, or zeros are put behind it; 2 (m - 1) for m points where nothing
 *     is said
 * @param norm which direction is divided by the number of points
 * @throws dev.covector.ShapeException when there is no such axis, or n is not positive
 */
public fun irfft(x: Tensor, n: Int? = null, axis: Int = -1, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.irfft(x, x.wholePoints(n, axis), axis, norm)

/**
 * The transform of n points of a signal that is Hermitian in time, hence real.
 *
 * @param n the number of points: the axis is cut, or zeros are put behind it; 2 (m - 1) for m points where nothing
 *     is said
 * @param norm which direction is divided by the number of points
 * @throws dev.covector.ShapeException when there is no such axis, or n is not positive
 */
public fun hfft(x: Tensor, n: Int? = null, axis: Int = -1, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.hfft(x, x.wholePoints(n, axis), axis, norm)

/**
 * The inverse of [hfft].
 *
 * @param n the number of points: the axis is cut, or zeros are put behind it; all there are where nothing is said
 * @param norm which direction is divided by the number of points
 * @throws dev.covector.ShapeException when there is no such axis, or n is not positive
 */
public fun ihfft(x: Tensor, n: Int? = null, axis: Int = -1, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.ihfft(x, x.points(n, axis), axis, norm)

/** The transform along the last two axes. */
public fun fft2(x: Tensor): Tensor = Fft.fft2(x)

/** The inverse transform along the last two axes. */
public fun ifft2(x: Tensor): Tensor = Fft.ifft2(x)

/** The transform of a real operand along the last two axes. */
public fun rfft2(x: Tensor): Tensor = Fft.rfft2(x)

/** The inverse of [rfft2]. */
public fun irfft2(x: Tensor): Tensor = Fft.irfft2(x)

/** The transform along axes, all unless said otherwise. */
public fun fftn(x: Tensor, axes: List<Int>? = null, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.fftn(x, norm, *axes.orEmpty().toIntArray())

/** The inverse transform along axes, all unless said otherwise. */
public fun ifftn(x: Tensor, axes: List<Int>? = null, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.ifftn(x, norm, *axes.orEmpty().toIntArray())

/** The transform of a real operand along axes, of which the last is halved. */
public fun rfftn(x: Tensor, axes: List<Int>? = null, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.rfftn(x, norm, *axes.orEmpty().toIntArray())

/** The inverse of [rfftn]. */
public fun irfftn(x: Tensor, axes: List<Int>? = null, norm: Norm = Norm.BACKWARD): Tensor =
    Fft.irfftn(x, norm, *axes.orEmpty().toIntArray())

/** The frequencies of the points of [fft], for samples [d] apart: f32[n]. */
public fun fftfreq(n: Int, d: Double = 1.0): Tensor = Fft.fftfreq(n, d)

/** The frequencies of the points of [rfft], for samples [d] apart: f32[n / 2 + 1]. */
public fun rfftfreq(n: Int, d: Double = 1.0): Tensor = Fft.rfftfreq(n, d)

/** The frequency 0 moved to the middle, along all axes or these. */
public fun fftshift(x: Tensor, vararg axes: Int): Tensor = Fft.fftshift(x, *axes)

/** The inverse of [fftshift]. */
public fun ifftshift(x: Tensor, vararg axes: Int): Tensor = Fft.ifftshift(x, *axes)
