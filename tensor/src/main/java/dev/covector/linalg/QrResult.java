package dev.covector.linalg;

import dev.covector.Tensor;

/**
 * A = Q R.
 *
 * @param q orthonormal columns
 * @param r upper trapezoidal
 */
public record QrResult(Tensor q, Tensor r) {}
