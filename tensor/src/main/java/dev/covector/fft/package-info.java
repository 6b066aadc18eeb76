/** Discrete Fourier transforms, as {@code jax.numpy.fft}. */
@org.jspecify.annotations.NullMarked
package dev.covector.fft;
