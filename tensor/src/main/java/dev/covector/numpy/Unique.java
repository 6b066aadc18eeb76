package dev.covector.numpy;

import dev.covector.Tensor;

/**
 * The distinct elements of a tensor, rising.
 *
 * @param values the elements, then the fill value
 * @param indices where each comes first, in row-major order
 * @param inverse for each element of the tensor its place in the values, in row-major order
 * @param counts how often each comes; 0 for fill values
 */
public record Unique(Tensor values, Tensor indices, Tensor inverse, Tensor counts) {}
