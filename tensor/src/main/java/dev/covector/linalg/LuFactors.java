package dev.covector.linalg;

import dev.covector.Tensor;

/**
 * What {@link Linalg#luFactor} leaves for {@link Linalg#luSolve}.
 *
 * @param lu U, and below its diagonal L
 * @param pivots i32: row i was exchanged with row pivots[i], in this order
 */
public record LuFactors(Tensor lu, Tensor pivots) {}
