package dev.covector.nnx;

import dev.covector.Tensor;

/** What an LSTM carries: its memory and its hidden state, [..., features] each. */
public record LSTMCarry(Tensor memory, Tensor hidden) {}
