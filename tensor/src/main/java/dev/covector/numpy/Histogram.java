package dev.covector.numpy;

import dev.covector.Tensor;

/**
 * Counts by bin.
 *
 * @param counts one per bin
 * @param edges one more than there are bins
 */
public record Histogram(Tensor counts, Tensor edges) {}
