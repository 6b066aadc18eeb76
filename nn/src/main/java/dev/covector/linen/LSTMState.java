package dev.covector.linen;

import dev.covector.Tensor;

/**
 * What an LSTM carries from step to step.
 *
 * @param memory the cell's memory
 * @param hidden what it put out last
 */
public record LSTMState(Tensor memory, Tensor hidden) {}
