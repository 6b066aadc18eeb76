package dev.covector.layers;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;

/** The updates of recurrent cells, from their gates. */
public final class Recurrence {
  private Recurrence() {}

  /**
   * {@code forget * memory + input * candidate}: the memory of an LSTM; Hochreiter and Schmidhuber
   * 1997.
   */
  public static Tensor memory(Tensor memory, Tensor input, Tensor forget, Tensor candidate) {
    return forget.times(memory).plus(input.times(candidate));
  }

  /** {@code (1 - update) * candidate + update * state}: the state of a GRU; Cho et al. 2014. */
  public static Tensor mix(Tensor update, Tensor candidate, Tensor state) {
    return Numpy.subtract(1.0, update).times(candidate).plus(update.times(state));
  }
}
