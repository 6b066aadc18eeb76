package dev.covector.linalg;

import dev.covector.Tensor;

/**
 * A = U diag(s) V^T.
 *
 * @param u orthonormal columns
 * @param s descending, not negative
 * @param vh V^T: orthonormal rows
 */
public record SvdResult(Tensor u, Tensor s, Tensor vh) {}
