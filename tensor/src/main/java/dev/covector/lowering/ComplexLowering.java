package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import dev.covector.op.ComplexOp;
import java.util.ArrayList;
import java.util.List;

/** Complex numbers, whose parts lie in pairs: the last physical axis is 0 or 1. */
final class ComplexLowering {
  private final Plan plan;
  private final ViewLowering views;
  private final CopyLowering copies;

  ComplexLowering(Plan plan, ViewLowering views, CopyLowering copies) {
    this.plan = plan;
    this.views = views;
    this.copies = copies;
  }

  /** The real (0) or imaginary (1) parts, read where the pairs lie. */
  void part(Equation equation, int part) {
    views.rearranged(equation, (out, rank) -> out.append(Affine.constant(part, rank)));
  }

  /**
   * Pairs of two operands. Who reads one part only, such as a sum of complex numbers that were just
   * computed, reads the operand; the others read pairs that two loops write.
   */
  void pair(Equation equation) {
    Var output = equation.outputs().getFirst();
    List<Read> whole = new ArrayList<>();
    for (Read read : plan.take(output)) {
      if (isOfOnePart(read)) {
        Atom operand = equation.inputs().get((int) read.map.axes().getLast().constant());
        read.redirect(read.map.take(read.map.axes().size() - 1), Physical.sizes(operand.type()));
        plan.pass(read, operand);
      } else {
        whole.add(read);
      }
    }
    if (whole.isEmpty()) {
      return;
    }
    Storage storage = Plan.storage(output.type());
    long[] sizes = Physical.sizes(output.type());
    int height = Plan.heightAbove(whole);
    for (int part = 0; part < 2; part++) {
      LoopSpace space = new LoopSpace();
      space.add(Physical.sizes(equation.inputs().get(part).type()));
      IndexMap map = space.indices(0, sizes.length - 1);
      Affine position = map.append(Affine.constant(part, space.rank())).linear(sizes, space.rank());
      copies.region(equation.inputs().get(part), space, map, storage, position, height);
    }
    plan.resolve(whole, storage);
  }

  private static boolean isOfOnePart(Read read) {
    boolean byIndex =
        switch (read.kind) {
          case VALUE, ACCESS -> true;
          case LINEAR, DENSE -> false;
        };
    if (!byIndex) {
      return false;
    }
    Affine last = read.map.axes().getLast();
    for (int d = 0; d < last.coefficients().length; d++) {
      if (!last.ignores(d)) {
        return false;
      }
    }
    return true;
  }

  /** A Fourier transform: a kernel over the parts, with the transformed axis last. */
  void transform(Equation equation, ComplexOp.Transform op) {
    Var output = equation.outputs().getFirst();
    long[] sizes = Physical.sizes(output.type());
    int rank = sizes.length - 1;
    long[] extents = new long[rank];
    List<Affine> element = new ArrayList<>();
    for (int a = 0; a < rank; a++) {
      int dimension = a < op.axis() ? a : a == op.axis() ? rank - 1 : a - 1;
      extents[dimension] = sizes[a];
      element.add(Affine.index(dimension, rank));
    }
    IndexMap map = new IndexMap(element);
    List<Read> readers = plan.take(output);
    Storage storage = Plan.storage(output.type());
    Affine position = map.append(Affine.constant(0, rank)).linear(sizes, rank);
    FourierStep step =
        plan.add(
            new FourierStep(
                extents, op.inverse(), storage, position, Plan.heightAbove(readers), plan.next()));
    plan.resolve(readers, storage);
    for (int part = 0; part < 2; part++) {
      IndexMap parts = map.append(Affine.constant(part, rank));
      plan.read(step, equation.inputs().getFirst(), Read.Kind.ACCESS, parts);
    }
  }
}
