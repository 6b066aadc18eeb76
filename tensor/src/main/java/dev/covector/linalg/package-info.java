/**
 * Linear algebra: JAX's numpy.linalg, and the real part of its scipy.linalg, as functions of {@link
 * dev.covector.linalg.Linalg}.
 *
 * <p>Matrices are the last two axes, all leading axes a batch. Integers become the default float;
 * f16 and bf16 are refused. Numbers that are not finite, and matrices that are singular or not
 * positive definite where they must not be, give NaN or infinities, never an exception.
 */
@NullMarked
package dev.covector.linalg;

import org.jspecify.annotations.NullMarked;
