package dev.covector.lowering;

import dev.covector.DType;
import java.util.ArrayList;
import java.util.List;

/** A dense buffer to be: what it holds and the steps that write it. */
final class Storage {
  final DType dtype;
  final long elements;
  final List<Step> writers = new ArrayList<>();
  private int buffer = -1;

  Storage(DType dtype, long elements) {
    this.dtype = dtype;
    this.elements = elements;
  }

  boolean isNumbered() {
    return buffer >= 0;
  }

  void number(int number) {
    buffer = number;
  }

  /** The number of the buffer in the program. */
  int buffer() {
    if (buffer < 0) {
      throw new IllegalStateException("a buffer without a number");
    }
    return buffer;
  }
}
