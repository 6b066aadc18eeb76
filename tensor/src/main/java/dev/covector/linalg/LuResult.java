package dev.covector.linalg;

import dev.covector.Tensor;

/**
 * A = P L U.
 *
 * @param p a permutation matrix
 * @param l unit lower trapezoidal
 * @param u upper trapezoidal
 */
public record LuResult(Tensor p, Tensor l, Tensor u) {}
