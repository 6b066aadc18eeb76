package dev.covector.benchmarks.rows;

import dev.covector.Tensor;

/**
 * What a training step learns from; an argument of the jitted step, as it would be in a program.
 *
 * @param x the examples
 * @param y their labels or targets
 */
public record Batch(Tensor x, Tensor y) {}
