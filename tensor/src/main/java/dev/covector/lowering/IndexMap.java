package dev.covector.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Which element of a value each point of an iteration space needs: the index along each physical
 * axis of the value.
 */
record IndexMap(List<Affine> axes) {
  /** Copies the list. */
  IndexMap {
    axes = List.copyOf(axes);
  }

  /** The map with every axis changed. */
  IndexMap rewrite(UnaryOperator<Affine> change) {
    return new IndexMap(axes.stream().map(change).toList());
  }

  /** The row-major position in a dense value of the given physical sizes. */
  Affine linear(long[] sizes, int rank) {
    Affine sum = Affine.constant(0, rank);
    long stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      sum = sum.plus(axes.get(axis).times(stride));
      stride *= sizes[axis];
    }
    return sum;
  }

  /** The first axes. */
  IndexMap take(int count) {
    return new IndexMap(axes.subList(0, count));
  }

  /** One more axis at the end. */
  IndexMap append(Affine axis) {
    List<Affine> all = new ArrayList<>(axes);
    all.add(axis);
    return new IndexMap(all);
  }
}
