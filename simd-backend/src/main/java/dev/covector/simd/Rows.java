package dev.covector.simd;

import dev.covector.kernel.Access;
import dev.covector.kernel.DynamicIndex;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The rows (last dimension) of kernels that are plain Java over a few accesses. */
final class Rows {
  private final long[] extents;
  private final List<Stream> streams = new ArrayList<>();
  private final int[] positions;
  private final List<Reach> reaches;

  Rows(long[] extents, List<Access> accesses) {
    this.extents = extents.length == 0 ? new long[] {1} : extents;
    this.positions =
        accesses.stream()
            .mapToInt(a -> Stream.add(streams, Stream.Role.LOAD, ranked(a, extents.length)))
            .toArray();
    this.reaches = streams.stream().map(s -> Reach.of(s, this.extents)).toList();
  }

  /** A scalar access over a space of one element. */
  private static Access ranked(Access access, int rank) {
    if (rank > 0) {
      return access;
    }
    List<DynamicIndex> dynamic =
        access.dynamic().stream()
            .map(t -> new DynamicIndex(ranked(t.index(), 0), t.scale(), t.limit(), t.bounds()))
            .toList();
    return new Access(access.buffer(), access.dtype(), access.offset(), new long[1], dynamic);
  }

  /** The length of a row. */
  long length() {
    return extents[extents.length - 1];
  }

  /** How many rows there are. */
  long count() {
    long count = 1;
    for (int d = 0; d < extents.length - 1; d++) {
      count *= extents[d];
    }
    return count;
  }

  /** What is done with a row. */
  @FunctionalInterface
  interface Body {
    /** Works on the row that the cursor is at. */
    void row(Cursor cursor);
  }

  /** Visits all rows in tasks of consecutive ones. */
  void forEach(MemorySegment[] buffers, Workers workers, double elementCost, Body body) {
    for (Reach reach : reaches) {
      reach.check(buffers);
    }
    long count = count();
    if (count == 0) {
      return;
    }
    long tasks = Math.min(count, workers.tasks(count * length() * elementCost));
    long perTask = (count + tasks - 1) / tasks;
    workers.run(
        (int) ((count + perTask - 1) / perTask),
        task -> {
          Cursor cursor = new Cursor(extents, streams, new long[streams.size()], buffers);
          cursor.seek(0, extents.length - 1, task * perTask);
          for (long r = task * perTask; r < Math.min(count, (task + 1) * perTask); r++) {
            body.row(cursor);
            cursor.next(0, extents.length - 1);
          }
        });
  }

  /** The stream of an access. */
  int stream(int access) {
    return positions[access];
  }
}
