package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rearrangement of elements: linear in its first operand. Lowering makes most of these free. */
public sealed interface Movement extends Op, Transposable
    permits BroadcastInDim, Reshape, Transpose, Slice, Pad, Reverse, Concatenate, Interleave {

  /** The rule of movements with one operand: the same movement of the tangent. */
  @Override
  default List<Dual> jvp(List<Dual> in) {
    Tensor out = Trace.bind(this, in.getFirst().primal());
    Tensor t = in.getFirst().tangentOrNull();
    return List.of(new Dual(out, t == null ? null : Trace.bind(this, t)));
  }

  /** The list 0, 1, ..., n - 1 shifted up by one, after a 0: the mapped axis stays in front. */
  static List<Integer> behindMappedAxis(List<Integer> axes) {
    Integer[] shifted = new Integer[axes.size() + 1];
    shifted[0] = 0;
    for (int i = 0; i < axes.size(); i++) {
      shifted[i + 1] = axes.get(i) + 1;
    }
    return List.of(shifted);
  }

  /** A value for the mapped axis in front of the values of the other axes. */
  static List<Integer> prepend(int first, List<Integer> rest) {
    Integer[] all = new Integer[rest.size() + 1];
    all[0] = first;
    for (int i = 0; i < rest.size(); i++) {
      all[i + 1] = rest.get(i);
    }
    return List.of(all);
  }

  @Override
  List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in);
}
