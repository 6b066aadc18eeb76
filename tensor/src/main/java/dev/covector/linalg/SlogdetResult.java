package dev.covector.linalg;

import dev.covector.Tensor;

/**
 * A determinant as {@code sign * exp(logabsdet)}.
 *
 * @param sign -1, 0 or 1
 * @param logabsdet the logarithm of the absolute value; -infinity for a singular matrix
 */
public record SlogdetResult(Tensor sign, Tensor logabsdet) {}
