package dev.covector.linalg;

import dev.covector.Tensor;

/**
 * The result of {@link Linalg#lstsq}.
 *
 * @param x the solution of least norm
 * @param residuals the sums of squares of {@code b - a x}, one per column; empty where the rank is
 *     not full or there are no more rows than columns
 * @param rank i32, the number of singular values that are not taken for 0
 * @param s the singular values
 */
public record LeastSquares(Tensor x, Tensor residuals, Tensor rank, Tensor s) {}
