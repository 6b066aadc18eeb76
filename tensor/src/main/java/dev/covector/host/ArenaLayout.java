package dev.covector.host;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Offsets of pieces that live for a while in one arena: best fit, freed neighbours merge. */
final class ArenaLayout {
  private static final long ALIGNMENT = 64;

  private record Gap(long bytes, long offset) implements Comparable<Gap> {
    @Override
    public int compareTo(Gap other) {
      int bySize = Long.compare(bytes, other.bytes);
      return bySize != 0 ? bySize : Long.compare(offset, other.offset);
    }
  }

  private final TreeSet<Gap> bySize = new TreeSet<>();
  private final TreeMap<Long, Long> byOffset = new TreeMap<>();
  private long size;

  /** What the arena has to hold so far, in bytes. */
  long size() {
    return size;
  }

  /** A place for so many bytes. */
  long allocate(long bytes) {
    long wanted = aligned(bytes);
    Gap gap = bySize.ceiling(new Gap(wanted, 0));
    if (gap != null) {
      remove(gap);
      if (gap.bytes > wanted) {
        add(gap.offset + wanted, gap.bytes - wanted);
      }
      return gap.offset;
    }
    Map.Entry<Long, Long> last = byOffset.lastEntry();
    long offset = size;
    if (last != null && last.getKey() + last.getValue() == size) {
      offset = last.getKey();
      remove(new Gap(last.getValue(), offset));
    }
    size = offset + wanted;
    return offset;
  }

  /** Gives a place back. */
  void free(long offset, long bytes) {
    long start = offset;
    long length = aligned(bytes);
    if (length == 0) {
      return;
    }
    Map.Entry<Long, Long> before = byOffset.lowerEntry(start);
    if (before != null && before.getKey() + before.getValue() == start) {
      remove(new Gap(before.getValue(), before.getKey()));
      start = before.getKey();
      length += before.getValue();
    }
    Long after = byOffset.get(start + length);
    if (after != null) {
      remove(new Gap(after, start + length));
      length += after;
    }
    add(start, length);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  private void add(long offset, long bytes) {
    bySize.add(new Gap(bytes, offset));
    byOffset.put(offset, bytes);
  }

  private void remove(Gap gap) {
    bySize.remove(gap);
    byOffset.remove(gap.offset);
  }
}
