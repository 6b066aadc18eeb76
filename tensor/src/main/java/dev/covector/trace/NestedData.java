package dev.covector.trace;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.numpy.Promotion;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Nested host arrays and lists, walked once: their shape, and their leaves in row-major order. */
final class NestedData {
  private static final int UNKNOWN = -1;

  private final List<Integer> sizes = new ArrayList<>();
  private final List<Integer> path = new ArrayList<>();
  private final List<Object> leaves = new ArrayList<>();
  private int leafRank = UNKNOWN;

  /**
   * Walks data.
   *
   * @throws ShapeException when rows of one depth differ in length
   * @throws DTypeException when a leaf is not a number, boolean or primitive array
   */
  NestedData(Object data) {
    visit(data, 0);
  }

  /** The sizes of the nested containers. */
  Shape shape() {
    return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The common dtype; plain numbers yield to primitive arrays. */
  DType dtype() {
    Set<TensorType> types = new LinkedHashSet<>();
    leaves.forEach(leaf -> types.add(type(leaf)));
    return types.isEmpty() ? Defaults.floating() : Promotion.of("of", List.copyOf(types)).dtype();
  }

  /** Writes all leaves into memory of a dtype. */
  void write(MemorySegment target, DType dtype) {
    long offset = 0;
    for (Object leaf : leaves) {
      offset += write(leaf, target, offset, dtype);
    }
  }

  private void visit(Object node, int depth) {
    switch (node) {
      case Object[] array -> visitAll(Arrays.asList(array), depth);
      case List<?> list -> visitAll(list, depth);
      case Number n -> leaf(n, depth);
      case Boolean b -> leaf(b, depth);
      default -> {
        size(depth, length(node));
        leaf(node, depth + 1);
      }
    }
  }

  private void visitAll(List<?> rows, int depth) {
    size(depth, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      path.add(i);
      Object row = rows.get(i);
      if (row == null) {
        throw new DTypeException("of: the element " + place() + " is null");
      }
      visit(row, depth + 1);
      path.removeLast();
    }
  }

  private void size(int depth, int size) {
    if (depth < sizes.size() && sizes.get(depth) != size) {
      throw new ShapeException(
          "of: nested data is ragged: "
              + place()
              + " has "
              + size
              + " elements, its neighbours "
              + sizes.get(depth)
              + "; rows of one depth must be equally long");
    }
    if (depth == sizes.size() && leafRank == UNKNOWN) {
      sizes.add(size);
    }
  }

  private void leaf(Object leaf, int rank) {
    if (leafRank == UNKNOWN) {
      leafRank = rank;
    }
    if (rank != leafRank || rank != sizes.size()) {
      throw new ShapeException(
          "of: nested data is ragged: "
              + place()
              + " is "
              + rank
              + " levels deep, the elements"
              + " before it "
              + leafRank
              + "; all elements must be equally deep");
    }
    leaves.add(leaf);
  }

  private String place() {
    return path.isEmpty()
        ? "the data"
        : path.stream().map(Object::toString).collect(Collectors.joining("][", "[", "]"));
  }

  private static int length(Object leaf) {
    return switch (leaf) {
      case float[] a -> a.length;
      case double[] a -> a.length;
      case int[] a -> a.length;
      case long[] a -> a.length;
      case short[] a -> a.length;
      case byte[] a -> a.length;
      case boolean[] a -> a.length;
      default ->
          throw new DTypeException(
              "of: no tensor can be made of a "
                  + leaf.getClass().getName()
                  + "; use numbers, booleans, primitive arrays, nested arrays or lists of them, or"
                  + " java.nio buffers");
    };
  }

  private static TensorType type(Object leaf) {
    return switch (leaf) {
      case Boolean b -> TensorType.of(DType.BOOL);
      case Number n -> new TensorType(HostData.dtype(n), Shape.SCALAR, true);
      case double[] a -> TensorType.of(Defaults.floating());
      case long[] a -> TensorType.of(Defaults.integer());
      default -> TensorType.of(stored(leaf));
    };
  }

  /** The dtype that a primitive array has in memory. */
  private static DType stored(Object leaf) {
    return switch (leaf) {
      case float[] a -> DType.F32;
      case double[] a -> DType.F64;
      case int[] a -> DType.I32;
      case long[] a -> DType.I64;
      case short[] a -> DType.I16;
      case byte[] a -> DType.I8;
      case boolean[] a -> DType.BOOL;
      default -> throw new IllegalStateException("a leaf is a primitive array: " + leaf);
    };
  }

  private static int write(Object leaf, MemorySegment target, long offset, DType dtype) {
    switch (leaf) {
      case Boolean b -> Elements.set(target, dtype, offset, b ? 1 : 0);
      case Number n -> {
        HostData.requireFits(n, dtype);
        Elements.set(target, dtype, offset, n);
      }
      default -> {
        int length = length(leaf);
        Elements.copy(segment(leaf), stored(leaf), target, offset, dtype, length);
        return length;
      }
    }
    return 1;
  }

  private static MemorySegment segment(Object leaf) {
    return switch (leaf) {
      case float[] a -> MemorySegment.ofArray(a);
      case double[] a -> MemorySegment.ofArray(a);
      case int[] a -> MemorySegment.ofArray(a);
      case long[] a -> MemorySegment.ofArray(a);
      case short[] a -> MemorySegment.ofArray(a);
      case byte[] a -> MemorySegment.ofArray(a);
      case boolean[] a -> {
        byte[] bytes = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
          bytes[i] = (byte) (a[i] ? 1 : 0);
        }
        yield MemorySegment.ofArray(bytes);
      }
      default -> throw new IllegalStateException("a leaf is a primitive array: " + leaf);
    };
  }

  /** Whether a tensor is somewhere in the data. */
  static boolean hasTensor(Object data) {
    return switch (data) {
      case Tensor t -> true;
      case Object[] array -> Arrays.stream(array).anyMatch(NestedData::hasTensor);
      case List<?> list -> list.stream().anyMatch(NestedData::hasTensor);
      default -> false;
    };
  }
}
