package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.ScalarBits;
import dev.covector.graph.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which loop computes a value: one that reads it, each that reads it, or its own. */
final class LoopPlan {
  private final Plan plan;
  private final Optional<ValueFacts> facts;
  private final Fusion fusion = new Fusion();

  /**
   * A plan.
   *
   * @param facts empty where each value is to have its own loop
   */
  LoopPlan(Plan plan, Optional<ValueFacts> facts) {
    this.plan = plan;
    this.facts = facts;
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
    Var first = equation.outputs().getFirst();
    if (facts.isPresent() && facts.get().isTiny(first)) {
      repeat(first, computation, operands);
      if (!plan.isRead(equation)) {
        return;
      }
    }
    List<Read> readers = new ArrayList<>();
    equation.outputs().forEach(output -> readers.addAll(plan.peek(output)));
    long[] sizes = Physical.sizes(first.type());
    Fusion.Place place =
        facts
            .flatMap(
                known ->
                    fusion.place(
                        new Fusion.Value(
                            readers,
                            sizes,
                            computation,
                            Arrays.stream(row).filter(n -> n != 1).toArray(),
                            known.rows(first))))
            .map(found -> new Fusion.Place(found.step(), found.map(), axes(found, row)))
            .orElseGet(() -> ownLoop(readers, sizes, computation, row));
    LoopStep step = place.step();
    List<Read> reads = operands.read(step, place.map(), place.row());
    Member member = step.member(computation, place.map(), reads, plan.next());
    for (int i = 0; i < equation.outputs().size(); i++) {
      Var output = equation.outputs().get(i);
      answer(member, i, step, plan.take(output), Plan.storage(output.type()), sizes);
    }
  }

  /** Gives reads in the member's loop the computed value, others what the loop stores. */
  private void answer(
      Member member, int output, LoopStep step, List<Read> reads, Storage storage, long[] sizes) {
    List<Read> others = new ArrayList<>();
    for (Read read : reads) {
      if (read.step() == step) {
        read.resolve(new Source.Computed(member, output));
      } else {
        others.add(read);
      }
    }
    if (!others.isEmpty()) {
      step.store(member, output, storage, member.map.linear(sizes, step.rank()));
      plan.resolve(others, storage);
    }
  }

  /** Puts the indices of axes of size 1 between those that a row has. */
  private static IndexMap axes(Fusion.Place place, long[] row) {
    List<Affine> axes = new ArrayList<>();
    int next = 0;
    for (long size : row) {
      axes.add(
          size == 1 ? Affine.constant(0, place.step().rank()) : place.row().axes().get(next++));
    }
    return new IndexMap(axes);
  }

  private Fusion.Place ownLoop(
      List<Read> readers, long[] sizes, Computation computation, long[] row) {
    LoopSpace space = new LoopSpace();
    space.add(sizes);
    int kept = space.rank();
    space.add(row);
    int rowRank = space.rank() - kept;
    LoopStep step =
        plan.add(new LoopStep(space.extents(), rowRank, Plan.heightAbove(readers), plan.next()));
    step.cost = computation.cost();
    return new Fusion.Place(
        step, space.indices(0, sizes.length), space.indices(sizes.length, row.length));
  }

  /** Computes a tiny value in each loop that reads it; other reads stay. */
  private void repeat(Var output, Computation computation, Operands operands) {
    record Point(LoopStep step, IndexMap map) {}
    Map<Point, List<Read>> points = new LinkedHashMap<>();
    for (Read read : plan.take(output)) {
      if (read.kind == Read.Kind.VALUE && read.step() instanceof LoopStep step) {
        points.computeIfAbsent(new Point(step, read.map), p -> new ArrayList<>()).add(read);
      } else {
        plan.pass(read, output);
      }
    }
    points.forEach(
        (point, reads) -> {
          LoopStep step = point.step;
          step.cost += computation.cost();
          // the reads' own map: a split for an earlier point may have changed it
          IndexMap map = reads.getFirst().map;
          Member member =
              step.member(
                  computation, map, operands.read(step, map, new IndexMap(List.of())), plan.next());
          reads.forEach(read -> read.resolve(new Source.Computed(member, 0)));
        });
  }
}
