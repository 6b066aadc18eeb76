package dev.covector.graph;

import dev.covector.op.Cond;
import dev.covector.op.Scan;
import dev.covector.op.While;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Drops equations whose outputs nobody reads, also through control flow: branch outputs, carries
 * and stacked outputs that nobody reads. Equations with effects stay.
 */
final class DeadCode {
  private DeadCode() {}

  static Graph run(Graph graph) {
    Set<Atom> live = Collections.newSetFromMap(new IdentityHashMap<>());
    live.addAll(graph.outputs());
    List<Equation> kept = new ArrayList<>();
    for (Equation equation : graph.equations().reversed()) {
      List<Boolean> used = equation.outputs().stream().map(live::contains).toList();
      if (used.contains(true) || !equation.op().effects().isEmpty()) {
        Equation needed = used.contains(false) ? prune(equation, used) : equation;
        live.addAll(needed.inputs());
        kept.add(needed);
      }
    }
    return kept.size() == graph.equations().size() && kept.reversed().equals(graph.equations())
        ? graph
        : new Graph(graph.inputs(), kept.reversed(), graph.outputs());
  }

  private static Equation prune(Equation equation, List<Boolean> used) {
    if (equation.op() instanceof Cond cond) {
      return DeadControlFlow.prune(equation, cond, used);
    }
    if (equation.op() instanceof While loop) {
      return DeadControlFlow.prune(equation, loop, used);
    }
    if (equation.op() instanceof Scan scan) {
      return DeadControlFlow.prune(equation, scan, used);
    }
    return equation;
  }
}
