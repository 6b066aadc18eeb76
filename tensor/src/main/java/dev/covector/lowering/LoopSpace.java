package dev.covector.lowering;

import java.util.ArrayList;
import java.util.List;

/**
 * An iteration space over the axes of a value, then over further axes; axes of size 1 have no
 * dimension.
 */
final class LoopSpace {
  private final List<Long> extents = new ArrayList<>();
  private final List<Integer> dimensions = new ArrayList<>();

  /** Adds axes and returns the number of the first. */
  int add(long... sizes) {
    int first = dimensions.size();
    for (long size : sizes) {
      dimensions.add(size == 1 ? -1 : extents.size());
      if (size != 1) {
        extents.add(size);
      }
    }
    return first;
  }

  /** The number of dimensions so far. */
  int rank() {
    return extents.size();
  }

  long[] extents() {
    return extents.stream().mapToLong(Long::longValue).toArray();
  }

  /** The index along an axis, once all are added. */
  Affine index(int axis) {
    int dimension = dimensions.get(axis);
    return dimension < 0 ? Affine.constant(0, rank()) : Affine.index(dimension, rank());
  }

  /** The indices along axes in a row. */
  IndexMap indices(int first, int count) {
    List<Affine> axes = new ArrayList<>();
    for (int axis = first; axis < first + count; axis++) {
      axes.add(index(axis));
    }
    return new IndexMap(axes);
  }
}
