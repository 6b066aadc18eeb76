package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/**
 * A position in a plan's iteration space, with the arguments that generated code takes there. One
 * per task: it is changed as it moves.
 */
final class Cursor {
  private final StreamTable table;
  private final long[] extents;
  private final long[] arguments;
  private final long[] at;
  private final long[] index;

  /**
   * A cursor at the origin.
   *
   * @param arguments where {@link #place} puts the addresses
   */
  Cursor(long[] extents, List<Stream> streams, long[] arguments, MemorySegment[] buffers) {
    this(new StreamTable(extents, streams), arguments, buffers);
  }

  /**
   * A cursor at the origin.
   *
   * @param arguments where {@link #place} puts the addresses
   */
  Cursor(StreamTable table, long[] arguments, MemorySegment[] buffers) {
    this.table = table;
    this.extents = table.extents;
    this.arguments = arguments;
    this.at = new long[table.count];
    this.index = new long[extents.length];
    start(buffers);
  }

  /** Goes to the origin of other buffers. */
  void start(MemorySegment[] buffers) {
    Arrays.fill(index, 0);
    for (int s = 0; s < at.length; s++) {
      Stream stream = table.streams.get(s);
      at[s] = stream.base() + (stream.buffer() < 0 ? 0 : buffers[stream.buffer()].address());
    }
  }

  /** The arguments; addresses are those of the last {@link #place}. */
  long[] arguments() {
    return arguments;
  }

  /** Moves to a point of the dimensions {@code from} to {@code to}, numbered in row-major order. */
  void seek(int from, int to, long number) {
    long rest = number;
    for (int d = to - 1; d >= from; d--) {
      long extent = extents[d];
      move(d, rest % extent - index[d]);
      rest /= extent;
    }
  }

  /** Moves to the next point of the dimensions {@code from} to {@code to}, at last to the first. */
  void next(int from, int to) {
    for (int d = to - 1; d >= from; d--) {
      if (index[d] + 1 < extents[d]) {
        move(d, 1);
        return;
      }
      move(d, -index[d]);
    }
  }

  private void move(int dimension, long steps) {
    if (steps != 0) {
      index[dimension] += steps;
      long[] strides = table.strides;
      int first = dimension * at.length;
      for (int s = 0; s < at.length; s++) {
        at[s] += steps * strides[first + s];
      }
    }
  }

  /** Sets the addresses for a run that starts at an innermost index. */
  void place(long start) {
    long[] strides = table.strides;
    int first = (index.length - 1) * at.length;
    for (int s = 0; s < at.length; s++) {
      arguments[s] = at[s] + start * strides[first + s];
    }
    if (table.termStream.length > 0) {
      addOuterTerms();
    }
  }

  /** The terms that do not change along the run; generated code adds the others. */
  private void addOuterTerms() {
    for (int t = 0; t < table.termStream.length; t++) {
      long value = Memory.getInteger(table.termDtype[t], at[table.termSource[t]]);
      arguments[table.termStream[t]] +=
          Conversions.clip(value, table.termLimit[t]) * table.termScale[t];
    }
  }

  /**
   * The address of a stream at an index of the innermost dimension, all terms included; -1 where a
   * term drops the element.
   */
  long address(int stream, long position) {
    int inner = index.length - 1;
    Stream target = table.streams.get(stream);
    long address = at[stream] + position * target.strides()[inner];
    for (Stream.Term term : target.dynamic()) {
      Stream source = table.streams.get(term.stream());
      long value =
          Memory.getInteger(source.dtype(), at[term.stream()] + position * source.strides()[inner]);
      if (term.drops() && (value < 0 || value > term.limit())) {
        return -1;
      }
      address += Conversions.clip(value, term.limit()) * term.scale();
    }
    return address;
  }

  /** Whether a stream's address along the innermost dimension is affine. */
  boolean isAffine(int stream) {
    return table.streams.get(stream).dynamic().stream()
        .allMatch(t -> table.streams.get(t.stream()).strides()[index.length - 1] == 0);
  }
}
