package dev.covector.benchmarks;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;

/** A program of any length for measurements of tracing and compiling. */
public final class Chain {
  private Chain() {}

  /** {@code links} times {@code x = sin(x * 0.5)}: two equations each, none of which folds. */
  public static Tensor of(int links, Tensor start) {
    Tensor x = start;
    for (int i = 0; i < links; i++) {
      x = Numpy.sin(x.times(0.5));
    }
    return x;
  }
}
