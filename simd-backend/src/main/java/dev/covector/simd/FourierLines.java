package dev.covector.simd;

import dev.covector.kernel.Access;
import dev.covector.kernel.Fourier;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a {@link Fourier} kernel transforms. The inverse is the transform with the parts
 * exchanged on both sides, divided by the length.
 */
final class FourierLines {
  private final long[] extents;
  private final List<Stream> streams = new ArrayList<>();
  private final List<Reach> reaches;

  FourierLines(Fourier kernel) {
    this.extents = kernel.extents();
    int re = kernel.inverse() ? 1 : 0;
    for (List<Access> parts : List.of(kernel.sources(), kernel.targets())) {
      Stream.add(streams, Stream.Role.LOAD, parts.get(re));
      Stream.add(streams, Stream.Role.LOAD, parts.get(1 - re));
    }
    this.reaches = streams.stream().map(s -> Reach.of(s, extents)).toList();
  }

  /** The number of lines. */
  long count() {
    long count = 1;
    for (int d = 0; d < extents.length - 1; d++) {
      count *= extents[d];
    }
    return count;
  }

  /**
   * From one element of a line to the next, in bytes.
   *
   * @param part the source's (0, 1) or the target's (2, 3); a part that is one number for all
   *     elements has step 0
   */
  long step(int part) {
    return streams.get(part).strides()[extents.length - 1];
  }

  void check(MemorySegment[] buffers) {
    reaches.forEach(reach -> reach.check(buffers));
  }

  /** A cursor at a line; {@link #place} tells the addresses there. */
  Cursor at(long line, MemorySegment[] buffers) {
    Cursor cursor = new Cursor(extents, streams, new long[4], buffers);
    cursor.seek(0, extents.length - 1, line);
    return cursor;
  }

  /** The addresses of the source's and the target's parts at the cursor's line. */
  long[] place(Cursor cursor) {
    cursor.place(0);
    return cursor.arguments();
  }

  void next(Cursor cursor) {
    cursor.next(0, extents.length - 1);
  }
}
