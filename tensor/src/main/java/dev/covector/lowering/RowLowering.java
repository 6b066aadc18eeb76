package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.Sort;
import dev.covector.op.ArgReduction;
import dev.covector.op.CumulativeOp;
import dev.covector.op.SortOp;
import java.util.ArrayList;
import java.util.List;

/** Operations along one axis: sorts, running combinations, positions of extremes. */
final class RowLowering {
  private final Plan plan;

  RowLowering(Plan plan) {
    this.plan = plan;
  }

  void lower(Equation equation, SortOp op) {
    long count = equation.outputs().getFirst().type().shape().dim(op.axis());
    rows(
        equation,
        op.axis(),
        (extents, from, to) -> new Sort(extents, op.keys(), op.descending(), count, from, to));
  }

  void lower(Equation equation, CumulativeOp op) {
    rows(
        equation,
        op.axis(),
        (extents, from, to) ->
            new Cumulative(extents, op.combiner(), op.reverse(), from.getFirst(), to.getFirst()));
  }

  void lower(Equation equation, ArgReduction op) {
    rows(
        equation,
        op.axis(),
        (extents, from, to) ->
            new ArgReduce(extents, op.largest(), from.getFirst(), to.getFirst()));
  }

  /** Results have the operands' axes, or all but the one that is worked along. */
  private void rows(Equation equation, int axis, RowStep.Maker maker) {
    long[] sizes = Physical.sizes(equation.inputs().getFirst().type());
    int rank = sizes.length;
    long[] extents = new long[rank];
    List<Affine> element = new ArrayList<>();
    List<Affine> kept = new ArrayList<>();
    for (int a = 0; a < rank; a++) {
      int dimension = a < axis ? a : a == axis ? rank - 1 : a - 1;
      extents[dimension] = sizes[a];
      element.add(Affine.index(dimension, rank));
      if (a != axis) {
        kept.add(Affine.index(dimension, rank));
      }
    }
    List<Read> readers = new ArrayList<>();
    equation.outputs().forEach(output -> readers.addAll(plan.peek(output)));
    List<Storage> storages = new ArrayList<>();
    for (Var output : equation.outputs()) {
      Storage storage = Plan.storage(output.type());
      storages.add(storage);
      plan.resolve(plan.take(output), storage);
    }
    long[] out = Physical.sizes(equation.outputs().getFirst().type());
    IndexMap result = new IndexMap(out.length == rank ? element : kept);
    RowStep step =
        plan.add(
            new RowStep(
                extents,
                storages,
                result.linear(out, rank),
                maker,
                Plan.heightAbove(readers),
                plan.next()));
    for (Atom operand : equation.inputs()) {
      plan.read(step, operand, Read.Kind.ACCESS, new IndexMap(element));
    }
  }
}
