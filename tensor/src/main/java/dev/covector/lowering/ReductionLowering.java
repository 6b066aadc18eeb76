package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.TensorType;
import dev.covector.graph.Equation;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.Reduction;
import java.util.ArrayList;
import java.util.List;

/** Combinations over axes. */
final class ReductionLowering {
  private final Plan plan;
  private final LoopPlan loops;
  private final ViewLowering views;

  ReductionLowering(Plan plan, LoopPlan loops, ViewLowering views) {
    this.plan = plan;
    this.loops = loops;
    this.views = views;
  }

  void lower(Equation equation, Reduction op) {
    TensorType in = equation.inputs().getFirst().type();
    long[] row = op.axes().stream().sorted().mapToLong(in.shape()::dim).toArray();
    long count = Dimensions.points(row);
    if (count == 1) {
      views.reshaped(equation);
    } else if (count == 0) {
      loops.fill(equation, identity(op.combiner(), in.dtype()));
    } else {
      loops.rows(
          equation,
          new Computation.Combine(op.combiner()),
          row,
          (step, map, along) -> {
            List<Affine> axes = new ArrayList<>();
            int kept = 0;
            int combined = 0;
            for (int axis = 0; axis < in.shape().rank(); axis++) {
              axes.add(
                  op.axes().contains(axis) ? along.axes().get(combined++) : map.axes().get(kept++));
            }
            return List.of(
                plan.read(step, equation.inputs().getFirst(), Read.Kind.VALUE, new IndexMap(axes)));
          });
    }
  }

  /** What a combination of nothing gives. */
  private static Number identity(ScalarFn combiner, DType dtype) {
    return switch (combiner) {
      case ADD, OR, XOR -> 0;
      case MUL -> 1;
      case AND -> dtype == DType.BOOL ? 1 : -1;
      case MAX -> extreme(dtype, false);
      case MIN -> extreme(dtype, true);
      default -> throw new IllegalStateException(combiner + " does not combine");
    };
  }

  private static Number extreme(DType dtype, boolean largest) {
    return switch (dtype.kind()) {
      case FLOAT -> largest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      case BOOL -> largest ? 1 : 0;
      case SIGNED -> {
        long most = Long.MAX_VALUE >> 64 - dtype.bits();
        yield largest ? most : -most - 1;
      }
      case UNSIGNED -> largest ? -1L : 0L;
      case COMPLEX, KEY -> throw new IllegalStateException(dtype + " has no order");
    };
  }
}
