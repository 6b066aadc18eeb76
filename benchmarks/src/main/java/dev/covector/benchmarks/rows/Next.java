package dev.covector.benchmarks.rows;

import dev.covector.Tensor;

/**
 * What a training step returns.
 *
 * @param state parameters and the optimizer's state after the step
 * @param loss before the step
 */
public record Next<S>(S state, Tensor loss) {}
