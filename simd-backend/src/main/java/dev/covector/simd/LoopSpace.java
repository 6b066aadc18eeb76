package dev.covector.simd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An iteration space brought into the order that it is walked in.
 *
 * @param extents outer dimensions, middle ones, then the innermost
 * @param outerRank how many outer dimensions
 * @param column whether the innermost dimension is not part of the row
 */
record LoopSpace(long[] extents, int outerRank, boolean column, List<Stream> streams) {

  /** Rows of at most so many elements are too short for vectors along them. */
  private static final long SHORT_ROW = 32;

  /** What is worth a tile along a dimension. */
  private static final long LEAST_TILE = 8;

  /**
   * The space of a loop.
   *
   * @param acrossRows whether vectors may run across rows that are too short for vectors, although
   *     operands are strided there
   */
  static LoopSpace of(long[] extents, int rowRank, List<Stream> streams, boolean acrossRows) {
    int rowStart = extents.length - rowRank;
    Dims dims = new Dims(extents, streams);
    List<Integer> outer = dims.walkingOrder(0, rowStart);
    List<Integer> row = dims.walkingOrder(rowStart, extents.length);
    dims.putTileDimensionLast(rowRank == 0 ? outer : row);
    if (rowRank == 0) {
      LoopSpace merged = dims.merge(List.of(), outer, false);
      return new LoopSpace(merged.extents, merged.extents.length - 1, false, merged.streams);
    }
    int column = dims.columnDimension(outer, row);
    if (column < 0 && acrossRows && dims.isShort(outer, row)) {
      column = outer.getLast();
    }
    if (column >= 0) {
      outer.remove((Integer) column);
      row.add(column);
      return dims.merge(outer, row, true);
    }
    return dims.merge(outer, row, false);
  }

  /** Whether a stream is an operand or a result. */
  static boolean isMemory(Stream stream) {
    return stream.role() == Stream.Role.LOAD || stream.role() == Stream.Role.STORE;
  }

  /** Whether a stride along another dimension than the innermost one visits neighbours. */
  static boolean isTransposed(long stride, Stream stream) {
    return Math.abs(stride) == stream.unit();
  }

  /** The dimensions of a loop before they are merged. */
  private record Dims(long[] extents, List<Stream> streams) {

    /** Those of more or fewer than one element, the largest strides first. */
    List<Integer> walkingOrder(int from, int to) {
      List<Integer> order = new ArrayList<>();
      IntStream.range(from, to).filter(d -> extents[d] != 1).forEach(order::add);
      order.sort(Comparator.comparingLong(this::reach).reversed());
      return order;
    }

    /** How far a step along a dimension moves; writes count more, since they are dearer. */
    private long reach(int dimension) {
      long sum = 0;
      for (Stream stream : streams) {
        long stride = Math.abs(stream.strides()[dimension]);
        sum +=
            switch (stream.role()) {
              case LOAD, INDEX -> stride;
              case STORE -> 2 * stride;
              case IOTA, KEPT -> 0;
            };
      }
      return sum;
    }

    /**
     * Where an operand is strided along the innermost dimension and contiguous along another, the
     * other one becomes the next to innermost: tiles cover these two.
     */
    void putTileDimensionLast(List<Integer> order) {
      if (order.size() < 2) {
        return;
      }
      int inner = order.getLast();
      for (Stream stream : streams) {
        if (isMemory(stream) && stream.layout(inner) == LayoutClass.STRIDED) {
          for (int d : order) {
            if (d != inner
                && isTransposed(stream.strides()[d], stream)
                && extents[d] >= LEAST_TILE) {
              order.remove((Integer) d);
              order.add(order.size() - 1, d);
              return;
            }
          }
        }
      }
    }

    /** Whether all rows together fill vectors, and one does not. */
    boolean isShort(List<Integer> outer, List<Integer> row) {
      long length = row.stream().mapToLong(d -> extents[d]).reduce(1, (x, y) -> x * y);
      return !outer.isEmpty()
          && !row.isEmpty()
          && length <= SHORT_ROW
          && extents[outer.getLast()] >= SHORT_ROW
          && group(row).size() == 1
          && streams.stream().allMatch(s -> s.dynamic().isEmpty());
    }

    /** The outer dimension that a vector runs along better than along the row; -1 if none. */
    int columnDimension(List<Integer> outer, List<Integer> row) {
      if (outer.isEmpty() || row.isEmpty() || isSmooth(row.getLast())) {
        return -1;
      }
      int last = outer.getLast();
      return isSmooth(last) && extents[last] >= 4 ? last : -1;
    }

    private boolean isSmooth(int dimension) {
      return streams.stream()
          .filter(s -> s.role() == Stream.Role.LOAD)
          .allMatch(s -> s.layout(dimension) != LayoutClass.STRIDED && !isDynamic(s, dimension));
    }

    private boolean isDynamic(Stream stream, int dimension) {
      return stream.dynamic().stream()
          .anyMatch(t -> streams.get(t.stream()).strides()[dimension] != 0);
    }

    LoopSpace merge(List<Integer> outer, List<Integer> row, boolean column) {
      int kept = column ? row.size() - 1 : row.size();
      List<List<Integer>> groups = new ArrayList<>(group(outer));
      int outerRank = groups.size();
      groups.addAll(group(row.subList(0, kept)));
      if (column) {
        groups.add(List.of(row.getLast()));
      } else if (row.isEmpty()) {
        groups.add(List.of());
      }
      if (groups.isEmpty()) {
        groups.add(List.of());
      }
      long[] sizes =
          groups.stream()
              .mapToLong(g -> g.stream().mapToLong(d -> extents[d]).reduce(1, (x, y) -> x * y))
              .toArray();
      List<Stream> merged =
          streams.stream()
              .map(
                  s ->
                      s.withStrides(
                          groups.stream()
                              .mapToLong(g -> g.isEmpty() ? 0 : s.strides()[g.getLast()])
                              .toArray()))
              .toList();
      return new LoopSpace(sizes, outerRank, column, merged);
    }

    private List<List<Integer>> group(List<Integer> order) {
      List<List<Integer>> groups = new ArrayList<>();
      for (int d : order) {
        if (!groups.isEmpty() && canMerge(groups.getLast().getLast(), d)) {
          groups.getLast().add(d);
        } else {
          groups.add(new ArrayList<>(List.of(d)));
        }
      }
      return groups;
    }

    private boolean canMerge(int slow, int fast) {
      return streams.stream().allMatch(s -> s.strides()[slow] == s.strides()[fast] * extents[fast]);
    }
  }
}
