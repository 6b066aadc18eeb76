package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import java.util.ArrayList;
import java.util.List;

/** Passes the reads of a rearranged value on to the value that it rearranges. */
final class ViewLowering {
  private final Plan plan;
  private final CopyLowering copies;

  ViewLowering(Plan plan, CopyLowering copies) {
    this.plan = plan;
    this.copies = copies;
  }

  /** The element of the operand for an element of the result. */
  interface Rearrangement {
    IndexMap through(IndexMap out, int rank);
  }

  /** A view whose elements lie elsewhere than in row-major order of the operand. */
  void rearranged(Equation equation, Rearrangement rearrangement) {
    Var output = equation.outputs().getFirst();
    Atom operand = equation.inputs().getFirst();
    List<Read> dense = new ArrayList<>();
    List<Read> mapped = new ArrayList<>();
    for (Read read : plan.take(output)) {
      switch (read.kind) {
        case VALUE, ACCESS -> mapped.add(read);
        case LINEAR, DENSE -> dense.add(read);
      }
    }
    if (!dense.isEmpty()) {
      copies.dense(output, dense);
      mapped.addAll(plan.take(output)); // the copy reads it as well
    }
    for (Read read : mapped) {
      read.redirect(
          rearrangement.through(read.map, read.step().rank()), Physical.sizes(operand.type()));
      plan.pass(read, operand);
    }
  }

  /** A view of the same elements in row-major order. */
  void reshaped(Equation equation) {
    Var output = equation.outputs().getFirst();
    Atom operand = equation.inputs().getFirst();
    long[] sizes = Physical.sizes(operand.type());
    for (Read read : plan.take(output)) {
      switch (read.kind) {
        case VALUE, ACCESS -> {
          IndexMap map = ReshapeMap.through(read, sizes);
          if (map == null) {
            read.linearize();
            read.sizes = sizes;
          } else {
            read.redirect(map, sizes);
          }
        }
        case LINEAR, DENSE -> read.sizes = sizes;
      }
      plan.pass(read, operand);
    }
  }
}
