package dev.covector.graph;

import dev.covector.op.Cond;
import dev.covector.op.Op;
import dev.covector.op.Scan;
import dev.covector.op.While;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Removes operands and results of control flow that nobody needs. */
final class DeadControlFlow {
  private DeadControlFlow() {}

  /** The equation with the used outputs only, and the operands that some branch needs for them. */
  static Equation prune(Equation equation, Cond cond, List<Boolean> used) {
    List<Graph> branches = new ArrayList<>();
    List<Boolean> needed =
        new ArrayList<>(Collections.nCopies(equation.inputs().size() - 1, false));
    for (Graph branch : cond.branches()) {
      Graph smaller =
          DeadCode.run(
              new Graph(branch.inputs(), branch.equations(), keep(branch.outputs(), used)));
      branches.add(smaller);
      or(needed, liveInputs(smaller, Collections.nCopies(smaller.outputs().size(), true)));
    }
    List<Graph> narrowed =
        branches.stream()
            .map(b -> new Graph(keep(b.inputs(), needed), b.equations(), b.outputs()))
            .toList();
    List<Atom> inputs = new ArrayList<>();
    inputs.add(equation.inputs().getFirst());
    inputs.addAll(keep(equation.inputs().subList(1, equation.inputs().size()), needed));
    return new Equation(
        new Cond(narrowed), inputs, keep(equation.outputs(), used), equation.line());
  }

  /** The equation with the carries that are used, or that used ones or the condition need. */
  static Equation prune(Equation equation, While loop, List<Boolean> used) {
    Graph condition = DeadCode.run(loop.condition());
    Graph body = DeadCode.run(loop.body());
    int first = loop.conditionConstants();
    int second = loop.bodyConstants();
    List<Boolean> carries = new ArrayList<>(used);
    List<Boolean> ofCondition = liveInputs(condition, List.of(true));
    or(carries, ofCondition.subList(first, ofCondition.size()));
    List<Boolean> ofBody = settle(body, carries, second, carries.size());
    List<Boolean> conditionInputs = new ArrayList<>(ofCondition.subList(0, first));
    conditionInputs.addAll(carries);
    List<Boolean> bodyInputs = new ArrayList<>(ofBody.subList(0, second));
    bodyInputs.addAll(carries);
    List<Boolean> operands = new ArrayList<>(ofCondition.subList(0, first));
    operands.addAll(bodyInputs);
    While smaller =
        new While(
            new Graph(
                keep(condition.inputs(), conditionInputs),
                condition.equations(),
                condition.outputs()),
            count(ofCondition.subList(0, first)),
            DeadCode.run(
                new Graph(
                    keep(body.inputs(), bodyInputs),
                    body.equations(),
                    keep(body.outputs(), carries))),
            count(ofBody.subList(0, second)));
    return rebuild(equation, smaller, operands, carries);
  }

  /** The equation with the outputs that are used and the carries that these need. */
  static Equation prune(Equation equation, Scan scan, List<Boolean> used) {
    Graph body = DeadCode.run(scan.body());
    List<Boolean> outputs = new ArrayList<>(used);
    List<Boolean> inputs = settle(body, outputs, scan.constants(), scan.carries());
    List<Boolean> kept = new ArrayList<>(inputs);
    for (int i = 0; i < scan.carries(); i++) {
      kept.set(scan.constants() + i, outputs.get(i));
    }
    Scan smaller =
        new Scan(
            scan.length(),
            scan.reverse(),
            DeadCode.run(
                new Graph(
                    keep(body.inputs(), kept), body.equations(), keep(body.outputs(), outputs))),
            count(kept.subList(0, scan.constants())),
            count(outputs.subList(0, scan.carries())));
    return rebuild(equation, smaller, kept, outputs);
  }

  private static Equation rebuild(
      Equation equation, Op op, List<Boolean> inputs, List<Boolean> outputs) {
    return new Equation(
        op, keep(equation.inputs(), inputs), keep(equation.outputs(), outputs), equation.line());
  }

  /**
   * Adds the carries that needed outputs depend on, until no more follow.
   *
   * @param outputs which outputs of the body are needed; its first {@code carries} grow
   * @return which inputs the needed outputs read
   */
  private static List<Boolean> settle(
      Graph body, List<Boolean> outputs, int constants, int carries) {
    while (true) {
      List<Boolean> inputs = liveInputs(body, outputs);
      List<Boolean> before = List.copyOf(outputs);
      or(outputs.subList(0, carries), inputs.subList(constants, constants + carries));
      if (before.equals(outputs)) {
        return inputs;
      }
    }
  }

  /** Which inputs the given outputs, and the effects, depend on. */
  private static List<Boolean> liveInputs(Graph graph, List<Boolean> outputs) {
    Set<Atom> live = Collections.newSetFromMap(new IdentityHashMap<>());
    live.addAll(keep(graph.outputs(), outputs));
    for (Equation equation : graph.equations().reversed()) {
      if (!equation.op().effects().isEmpty()
          || equation.outputs().stream().anyMatch(live::contains)) {
        live.addAll(equation.inputs());
      }
    }
    return graph.inputs().stream().map(live::contains).toList();
  }

  private static void or(List<Boolean> flags, List<Boolean> more) {
    for (int i = 0; i < flags.size(); i++) {
      flags.set(i, flags.get(i) || more.get(i));
    }
  }

  private static int count(List<Boolean> flags) {
    return Collections.frequency(flags, true);
  }

  private static <T> List<T> keep(List<T> all, List<Boolean> flags) {
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (flags.get(i)) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }
}
