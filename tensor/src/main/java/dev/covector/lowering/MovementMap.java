package dev.covector.lowering;

import dev.covector.TensorType;
import dev.covector.op.BroadcastInDim;
import dev.covector.op.Reverse;
import dev.covector.op.Slice;
import dev.covector.op.Transpose;
import java.util.ArrayList;
import java.util.List;

/**
 * The element of an operand that each element of a rearrangement is. Axes behind the logical ones
 * (the pair of a key) stay as they are.
 */
final class MovementMap {
  private MovementMap() {}

  static IndexMap through(BroadcastInDim op, TensorType in, IndexMap out, int rank) {
    List<Affine> axes = new ArrayList<>();
    for (int axis = 0; axis < in.shape().rank(); axis++) {
      axes.add(
          in.shape().dim(axis) == 1
              ? Affine.constant(0, rank)
              : out.axes().get(op.axes().get(axis)));
    }
    return behind(axes, op.shape().rank(), out);
  }

  static IndexMap through(Transpose op, IndexMap out) {
    int logical = op.permutation().size();
    List<Affine> axes = new ArrayList<>(out.axes().subList(0, logical));
    for (int axis = 0; axis < logical; axis++) {
      axes.set(op.permutation().get(axis), out.axes().get(axis));
    }
    return behind(axes, logical, out);
  }

  static IndexMap through(Slice op, IndexMap out) {
    List<Affine> axes = new ArrayList<>();
    for (int axis = 0; axis < op.starts().size(); axis++) {
      axes.add(out.axes().get(axis).times(op.strides().get(axis)).plus(op.starts().get(axis)));
    }
    return behind(axes, axes.size(), out);
  }

  static IndexMap through(Reverse op, TensorType in, IndexMap out) {
    List<Affine> axes = new ArrayList<>(out.axes().subList(0, in.shape().rank()));
    for (int axis : op.axes()) {
      axes.set(axis, out.axes().get(axis).times(-1).plus(in.shape().dim(axis) - 1));
    }
    return behind(axes, axes.size(), out);
  }

  private static IndexMap behind(List<Affine> axes, int logicalOut, IndexMap out) {
    List<Affine> all = new ArrayList<>(axes);
    all.addAll(out.axes().subList(logicalOut, out.axes().size()));
    return new IndexMap(all);
  }
}
