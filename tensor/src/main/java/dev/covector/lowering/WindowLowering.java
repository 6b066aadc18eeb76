package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.Window;
import dev.covector.op.WindowOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows as loops: a small window is read element by element in one expression, so that it is
 * computed for many channels or places at once and fuses with its neighbours; a large sum is a row.
 */
final class WindowLowering {
  /** A loop reads at most this many elements of a window in one expression. */
  private static final long UNROLLED = 32;

  private final Plan plan;
  private final LoopPlan loops;

  WindowLowering(Plan plan, LoopPlan loops) {
    this.plan = plan;
    this.loops = loops;
  }

  void lower(Equation equation, WindowOp op) {
    Window window = op.window();
    int count = Math.toIntExact(window.volume());
    switch (op) {
      case WindowOp.ReduceWindowSum sum when count > UNROLLED -> row(equation, window);
      case WindowOp.ReduceWindowSum sum ->
          unrolled(equation, window, new Computation.Fold(ScalarFn.ADD, count));
      case WindowOp.ReduceWindowExtremum extremum ->
          unrolled(equation, window, new Computation.Fold(extremum.combiner(), count));
      case WindowOp.WindowPosition position ->
          unrolled(equation, window, new Computation.Position(position.largest(), count));
      case WindowOp.WindowTake take -> unrolled(equation, window, new Computation.Take(count));
    }
  }

  private void unrolled(Equation equation, Window window, Computation computation) {
    Atom operand = equation.inputs().getFirst();
    loops.rows(
        equation,
        computation,
        new long[0],
        (step, map, row) -> {
          List<Read> reads = new ArrayList<>();
          for (long element = 0; element < window.volume(); element++) {
            int[] index = window.element(element);
            List<Affine> axes = new ArrayList<>();
            for (int axis = 0; axis < index.length; axis++) {
              Affine first = map.axes().get(axis).times(window.strides().get(axis));
              axes.add(first.plus((long) index[axis] * window.dilation().get(axis)));
            }
            reads.add(plan.read(step, operand, Read.Kind.VALUE, new IndexMap(axes)));
          }
          for (Atom other : equation.inputs().subList(1, equation.inputs().size())) {
            reads.add(plan.read(step, other, Read.Kind.VALUE, map));
          }
          return reads;
        });
  }

  private void row(Equation equation, Window window) {
    loops.rows(
        equation,
        new Computation.Combine(ScalarFn.ADD),
        window.sizes().stream().mapToLong(Integer::longValue).toArray(),
        (step, map, row) -> {
          List<Affine> axes = new ArrayList<>();
          for (int axis = 0; axis < window.sizes().size(); axis++) {
            Affine first = map.axes().get(axis).times(window.strides().get(axis));
            axes.add(first.plus(row.axes().get(axis).times(window.dilation().get(axis))));
          }
          Atom operand = equation.inputs().getFirst();
          return List.of(plan.read(step, operand, Read.Kind.VALUE, new IndexMap(axes)));
        });
  }
}
