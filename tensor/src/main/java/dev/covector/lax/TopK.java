package dev.covector.lax;

import dev.covector.Tensor;

/**
 * The largest elements along the last axis, largest first.
 *
 * @param values of the operand's dtype
 * @param indices where they were, i32
 */
public record TopK(Tensor values, Tensor indices) {}
