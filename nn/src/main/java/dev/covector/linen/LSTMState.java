package dev.covector.linen;

import dev.covector.Tensor;

/**
 * What an LSTM carries from step to step.
 *
 * <pre>{@code
 * LSTMState first = new LSTMCell(6).initializeCarry(Random.key(0), Shape.of(2, 5));
 * first.hidden(); // f32[2,6]
 * }</pre>
 *
 * @param memory the cell's memory
 * @param hidden what it put out last
 */
public record LSTMState(Tensor memory, Tensor hidden) {}
