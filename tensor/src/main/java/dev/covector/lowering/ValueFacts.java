package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Literal;
import dev.covector.graph.Var;
import dev.covector.op.BinaryElementwise;
import dev.covector.op.BroadcastInDim;
import dev.covector.op.Conversion;
import dev.covector.op.Creation;
import dev.covector.op.Op;
import dev.covector.op.Reduction;
import dev.covector.op.Reshape;
import dev.covector.op.Reverse;
import dev.covector.op.Select;
import dev.covector.op.Slice;
import dev.covector.op.StopGradient;
import dev.covector.op.Transpose;
import dev.covector.op.UnaryElementwise;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** What fusion wants to know of a value from the equations before it. */
final class ValueFacts {
  /** What computing a value again in each loop that reads it may cost, in operations. */
  private static final int TINY = 8;

  /** How far from a reduction its rows are remembered. */
  private static final int REACH = 8;

  private record Rows(long[] sizes, int distance) {}

  private final Map<Var, Integer> tiny = new IdentityHashMap<>();
  private final Map<Var, Rows> rows = new IdentityHashMap<>();

  ValueFacts(Graph graph) {
    for (Var input : graph.inputs()) {
      if (input.type().shape().size() == 1) {
        tiny.put(input, 0);
      }
    }
    graph.equations().forEach(this::learn);
  }

  /**
   * Whether a value is so cheap that each loop computes it for itself: a few operations on counters
   * and scalars at hand.
   */
  boolean isTiny(Var value) {
    return tiny.containsKey(value);
  }

  /** The sizes of the rows that a value was combined from, up to a few operations after. */
  Optional<long[]> rows(Var value) {
    return Optional.ofNullable(rows.get(value)).map(Rows::sizes);
  }

  private void learn(Equation equation) {
    Op op = equation.op();
    if (op instanceof Reduction reduction) {
      learnRows(equation, reduction);
      return;
    }
    boolean isView =
        op instanceof Reshape
            || op instanceof BroadcastInDim
            || op instanceof Transpose
            || op instanceof Slice
            || op instanceof Reverse
            || op instanceof StopGradient;
    boolean isElementwise =
        op instanceof UnaryElementwise
            || op instanceof BinaryElementwise
            || op instanceof Select
            || op instanceof Conversion
            || op instanceof Creation.Iota;
    if (isView || isElementwise) {
      Var output = equation.outputs().getFirst();
      int cost = isView ? 0 : 1;
      for (Atom input : equation.inputs()) {
        cost += cost(input);
        Rows from = input instanceof Var variable ? rows.get(variable) : null;
        if (from != null
            && from.distance < REACH
            && input.type().shape().size() == output.type().shape().size()) {
          rows.put(output, new Rows(from.sizes, from.distance + 1));
        }
      }
      if (cost <= TINY) {
        tiny.put(output, cost);
      }
    }
  }

  private int cost(Atom atom) {
    return switch (atom) {
      case Literal literal -> 0;
      case Constant constant -> constant.type().shape().size() == 1 ? 0 : TINY + 1;
      case Var variable -> tiny.getOrDefault(variable, TINY + 1);
    };
  }

  private void learnRows(Equation equation, Reduction reduction) {
    int[] sizes = equation.inputs().getFirst().type().shape().toArray();
    int first = sizes.length;
    while (first > 0 && (reduction.axes().contains(first - 1) || sizes[first - 1] == 1)) {
      first--;
    }
    for (int axis : reduction.axes()) {
      if (axis < first && sizes[axis] != 1) {
        return;
      }
    }
    long[] row =
        Arrays.stream(sizes, first, sizes.length).filter(n -> n != 1).asLongStream().toArray();
    if (row.length > 0) {
      rows.put(equation.outputs().getFirst(), new Rows(row, 0));
    }
  }
}
