package dev.covector.kernel;

import dev.covector.DType;

/**
 * A batched matrix product: {@code out[b, i, j] = sum over p of lhs[b, i, p] * rhs[b, p, j]}.
 *
 * @param batch the batch extents, possibly none
 * @param m rows of lhs and out
 * @param n columns of rhs and out
 * @param k the contracted size; 0 gives zeros
 * @param lhs strides for the batch extents, then i, then p
 * @param rhs strides for the batch extents, then p, then j
 * @param out strides for the batch extents, then i, then j
 * @param accumulator the dtype of the sum: f32 for narrow floats, else the operands'; out may be of
 *     any dtype the sum converts to
 */
public record Matmul(
    long[] batch, long m, long n, long k, Access lhs, Access rhs, Access out, DType accumulator)
    implements Kernel {}
