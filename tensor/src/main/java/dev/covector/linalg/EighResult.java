package dev.covector.linalg;

import dev.covector.Tensor;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix.
 *
 * @param eigenvalues ascending
 * @param eigenvectors orthonormal, in columns
 */
public record EighResult(Tensor eigenvalues, Tensor eigenvectors) {}
