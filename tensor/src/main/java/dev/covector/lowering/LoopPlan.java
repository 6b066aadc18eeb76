package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.ScalarBits;
import dev.covector.graph.Var;
import java.util.ArrayList;
import java.util.List;

/** Decides which loop computes a value. */
final class LoopPlan {
  private final Plan plan;

  LoopPlan(Plan plan) {
    this.plan = plan;
  }

  /** How the operands of a computation follow from the place of its output. */
  interface Operands {
    /**
     * Creates the reads.
     *
     * @param map the element of the output
     * @param row the index along each further axis that is combined
     */
    List<Read> read(LoopStep step, IndexMap map, IndexMap row);
  }

  /** Lowers an equation that computes each element of its outputs from elements of operands. */
  void elementwise(Equation equation, Computation computation) {
    Operands operands =
        (step, map, row) -> {
          List<Read> reads = new ArrayList<>();
          for (Atom input : equation.inputs()) {
            // the predicate of a select of keys has no axis for the pair
            IndexMap own = map.take(Physical.sizes(input.type()).length);
            reads.add(plan.read(step, input, Read.Kind.VALUE, own));
          }
          return reads;
        };
    rows(equation, computation, new long[0], operands);
  }

  /** Lowers an equation whose operands do not matter. */
  void fill(Equation equation, Number value) {
    var dtype = equation.outputs().getFirst().type().dtype();
    rows(
        equation,
        new Computation.Fill(dtype, ScalarBits.encode(dtype, value)),
        new long[0],
        (step, map, row) -> List.of());
  }

  /** Lowers an equation whose operands have further axes that are combined. */
  void rows(Equation equation, Computation computation, long[] row, Operands operands) {
    List<Read> readers = new ArrayList<>();
    equation.outputs().forEach(output -> readers.addAll(plan.peek(output)));
    long[] sizes = Physical.sizes(equation.outputs().getFirst().type());
    LoopSpace space = new LoopSpace();
    space.add(sizes);
    int kept = space.rank();
    space.add(row);
    int rowRank = space.rank() - kept;
    LoopStep step =
        plan.add(
            new LoopStep(space.extents(), rowRank, Plan.heightAbove(readers), plan.next()));
    IndexMap map = space.indices(0, sizes.length);
    List<Read> reads = operands.read(step, map, space.indices(sizes.length, row.length));
    Member member = new Member(computation, map, reads, plan.next());
    step.members.add(member);
    for (int i = 0; i < equation.outputs().size(); i++) {
      Var output = equation.outputs().get(i);
      List<Read> answered = plan.take(output);
      if (!answered.isEmpty()) {
        Storage storage = Plan.storage(output.type());
        step.store(member, i, storage, map.linear(sizes, step.rank()));
        Plan.resolve(answered, storage);
      }
    }
  }
}
