package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * What an LSTM carries: its memory and its hidden state, [..., features] each.
 *
 * <pre>{@code
 * LSTMCell cell = new LSTMCell(3, 4, new Rngs(0));
 * LSTMCarry first = new LSTMCarry(Numpy.zeros(2, 4), Numpy.zeros(2, 4));
 * LSTMCarry next = cell.apply(first, Numpy.ones(2, 3)).carry();
 * }</pre>
 */
public record LSTMCarry(Tensor memory, Tensor hidden) {}
