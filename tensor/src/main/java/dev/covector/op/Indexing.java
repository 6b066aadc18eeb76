package dev.covector.op;

import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes of windows whose positions are integers known at run time. */
public sealed interface Indexing extends Op, Transposable
    permits Gather, Scatter, DynamicSlice, DynamicUpdateSlice {

  /** The result and, where something moves, its tangent: for operations linear in what moves. */
  static List<Dual> dual(Tensor out, @Nullable Tensor tangent) {
    return List.of(new Dual(out, tangent));
  }

  /** A cotangent of the first operand, none of the others. */
  static List<@Nullable Tensor> cotangents(int operands, @Nullable Tensor first) {
    List<@Nullable Tensor> result = new ArrayList<>(Collections.nCopies(operands, null));
    result.set(0, first);
    return result;
  }

  /** Checks that indices are integers. */
  static void requireIndices(String op, TensorType indices) {
    if (!indices.dtype().isInteger()) {
      throw new DTypeException(op + ": the indices are " + indices + "; they must be integers");
    }
  }

  /** Checks one scalar index per axis, from operand {@code first} on. */
  static void requireScalars(String op, List<TensorType> in, int first) {
    TensorType x = in.getFirst();
    if (in.size() - first != x.shape().rank()) {
      throw new ShapeException(
          op
              + ": "
              + x
              + " takes "
              + x.shape().rank()
              + " start indices, got "
              + (in.size() - first));
    }
    for (TensorType start : in.subList(first, in.size())) {
      requireIndices(op, start);
      if (start.shape().rank() != 0) {
        throw new ShapeException(op + ": the start index " + start + " must be a scalar");
      }
    }
  }

  /** Scalars, some mapped, as the indices of a gather or scatter: {@code [examples, count]}. */
  static Tensor stackStarts(BatchAxis axis, List<Batched> starts) {
    List<Tensor> columns = new ArrayList<>();
    for (Batched start : starts) {
      Tensor column = axis.materialize(start);
      Tensor same = Lax.convert(column, starts.getFirst().value().dtype());
      columns.add(Lax.reshape(same, same.shape().insert(1, 1)));
    }
    return Lax.concatenate(columns, 1);
  }

  /** Operands in front of others. */
  static Tensor bind(Op op, List<Tensor> first, List<Tensor> rest) {
    List<Tensor> all = new ArrayList<>(first);
    all.addAll(rest);
    return Trace.bind(op, all).getFirst();
  }

  /** The axis sizes as a list. */
  static List<Integer> sizes(TensorType type) {
    return Arrays.stream(type.shape().toArray()).boxed().toList();
  }

  /** Axes shifted by one. */
  static List<Integer> behind(List<Integer> axes) {
    return axes.stream().map(axis -> axis + 1).toList();
  }
}
