package dev.covector.op;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Axes split in two, and made part of others. */
final class AxisFolding {
  private AxisFolding() {}

  /** Splits an axis into a front part of some size, which becomes axis 0, and the rest. */
  static Tensor splitOff(Tensor x, int axis, int groups) {
    List<Integer> sizes = sizes(x);
    sizes.set(axis, groups);
    sizes.add(axis + 1, x.shape().dim(axis) / groups);
    return Lax.moveAxis(Lax.reshape(x, shape(sizes)), axis, 0);
  }

  /**
   * Makes axis 0 part of another one.
   *
   * @param axis numbered without axis 0
   * @param groups how many groups of the other axis lie around axis 0: it becomes (groups, axis 0,
   *     rest)
   */
  static Tensor foldInto(Tensor x, int axis, int groups) {
    List<Integer> sizes = sizes(x);
    int front = sizes.removeFirst();
    int merged = sizes.get(axis);
    if (groups == 1) {
      sizes.set(axis, front * merged);
      return Lax.reshape(Lax.moveAxis(x, 0, axis), shape(sizes));
    }
    List<Integer> split = sizes(x);
    split.set(axis + 1, groups);
    split.add(axis + 2, merged / groups);
    sizes.set(axis, front * merged);
    return Lax.reshape(Lax.moveAxis(Lax.reshape(x, shape(split)), 0, axis + 1), shape(sizes));
  }

  /** The inverse of {@link #foldInto}: the part of an axis that was axis 0 becomes it again. */
  static Tensor unfold(Tensor x, int axis, int groups, int front) {
    List<Integer> split = sizes(x);
    int merged = split.get(axis);
    split.set(axis, groups);
    split.add(axis + 1, front);
    split.add(axis + 2, merged / groups / front);
    Tensor apart = Lax.moveAxis(Lax.reshape(x, shape(split)), axis + 1, 0);
    List<Integer> sizes = sizes(x);
    sizes.set(axis, merged / front);
    sizes.addFirst(front);
    return Lax.reshape(apart, shape(sizes));
  }

  private static List<Integer> sizes(Tensor x) {
    return new ArrayList<>(Arrays.stream(x.shape().toArray()).boxed().toList());
  }

  private static Shape shape(List<Integer> sizes) {
    return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }
}
