package dev.covector.kernel;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Checks the accesses of one kernel. */
final class AccessChecker {
  /** Larger targets are not compared element by element. */
  private static final long COMPARED = 1 << 16;

  private final List<Buffer> buffers;
  private final Consumer<String> fail;
  private final BitSet[] stored;

  AccessChecker(List<Buffer> buffers, Consumer<String> fail) {
    this.buffers = buffers;
    this.fail = fail;
    this.stored = new BitSet[buffers.size()];
  }

  /** An access that reads at every point. */
  void read(long[] extents, Access access) {
    bounds(extents, access, DynamicIndex.Bounds.CLIP);
  }

  /** An access that a scatter updates at. */
  void scatter(long[] extents, Access access) {
    bounds(extents, access, DynamicIndex.Bounds.DROP);
  }

  /** An access that writes at every point, each time another element than all before. */
  void write(long[] extents, Access access) {
    bounds(extents, access, DynamicIndex.Bounds.CLIP);
    require(access.dynamic().isEmpty(), access + " is a target with dynamic indices");
    long points = points(extents);
    if (points > 0 && points <= COMPARED) {
      BitSet elements = stored[access.buffer()];
      if (elements == null) {
        elements = new BitSet();
        stored[access.buffer()] = elements;
      }
      enumerate(extents, access, 0, access.offset(), elements);
    } else {
      require(points == 0 || isInjective(extents, access), access + " may write an element twice");
    }
  }

  private void bounds(long[] extents, Access access, DynamicIndex.Bounds allowed) {
    require(access.buffer() >= 0 && access.buffer() < buffers.size(), access + " has no buffer");
    Buffer buffer = buffers.get(access.buffer());
    require(access.dtype() == buffer.dtype(), access + " is not of the dtype of " + buffer);
    require(access.strides().length == extents.length, access + " has not one stride a dimension");
    long least = access.offset();
    long greatest = access.offset();
    for (int d = 0; d < extents.length; d++) {
      require(extents[d] >= 0, "an extent is negative");
      long reach = access.strides()[d] * (extents[d] - 1);
      least += Math.min(reach, 0);
      greatest += Math.max(reach, 0);
    }
    for (DynamicIndex term : access.dynamic()) {
      require(
          term.bounds() == DynamicIndex.Bounds.CLIP || allowed == DynamicIndex.Bounds.DROP,
          term + " drops outside of a scatter");
      require(term.index().dtype().isInteger(), term + " is not an integer");
      require(term.index().dynamic().isEmpty(), term + " has dynamic terms");
      require(term.limit() >= 0 || points(extents) == 0, term + " has no valid value");
      bounds(extents, term.index(), DynamicIndex.Bounds.CLIP);
      long reach = term.scale() * Math.max(term.limit(), 0);
      least += Math.min(reach, 0);
      greatest += Math.max(reach, 0);
    }
    require(
        points(extents) == 0 || (least >= 0 && greatest < buffer.elements()),
        access + " reaches " + least + " to " + greatest + " of " + buffer);
  }

  private void enumerate(long[] extents, Access access, int d, long position, BitSet elements) {
    if (d == extents.length) {
      require(!elements.get((int) position), access + " writes element " + position + " twice");
      elements.set((int) position);
      return;
    }
    for (long i = 0; i < extents[d]; i++) {
      enumerate(extents, access, d + 1, position + i * access.strides()[d], elements);
    }
  }

  /** Whether each stride steps over all that the smaller ones reach, which suffices. */
  private static boolean isInjective(long[] extents, Access access) {
    long[] strides = access.strides();
    long reach = 0;
    List<Integer> order =
        IntStream.range(0, extents.length)
            .filter(d -> extents[d] > 1)
            .boxed()
            .sorted(Comparator.comparingLong(d -> Math.abs(strides[d])))
            .toList();
    for (int d : order) {
      if (Math.abs(strides[d]) <= reach) {
        return false;
      }
      reach += Math.abs(strides[d]) * (extents[d] - 1);
    }
    return true;
  }

  private static long points(long[] extents) {
    long product = 1;
    for (long extent : extents) {
      product *= extent;
    }
    return product;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      fail.accept(problem);
    }
  }
}
