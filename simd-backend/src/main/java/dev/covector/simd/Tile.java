package dev.covector.simd;

import java.util.List;

/**
 * A block of a loop's last two dimensions whose operands pass through scratch memory. There they
 * are contiguous along the innermost dimension, so that generated code runs over vectors although
 * the operands are transposed, strided, or rows too short for a vector; and there values stay that
 * a later pass over the row needs again.
 *
 * @param sources streams that are copied in before
 * @param targets streams that are copied out afterwards
 * @param kept streams that are only in scratch memory
 * @param across the dimension of the runs of a tile; -1 where there is one run only
 * @param runs how many runs of the innermost dimension a tile has
 * @param width how many elements of the innermost dimension
 * @param resident whether the tile holds the whole row and stays for all passes
 */
record Tile(
    List<Integer> sources,
    List<Integer> targets,
    List<Integer> kept,
    int across,
    long runs,
    long width,
    boolean resident) {
  /** Copies the lists. */
  Tile {
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    kept = List.copyOf(kept);
  }

  /** Whether it only holds values of one run for later passes. */
  boolean isOfKeptValues() {
    return resident && runs == 1 && sources.isEmpty() && targets.isEmpty();
  }

  /** All streams in scratch memory. */
  List<Integer> streams() {
    return java.util.stream.Stream.of(sources, targets, kept).flatMap(List::stream).toList();
  }

  /** The scratch memory of one stream, whole cache lines. */
  long bytes(Stream stream) {
    return Scratch.align(runs * rowBytes(stream));
  }

  /** The scratch memory of one run of a stream. */
  long rowBytes(Stream stream) {
    return width * stream.dtype().byteSize();
  }
}
