package dev.covector.graph;

import dev.covector.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes what is asked for twice once: equal operations on the same operands, without effects.
 */
final class CommonSubexpressions {
  private record Key(Op op, List<Atom> inputs) {}

  private CommonSubexpressions() {}

  static Graph run(Graph graph) {
    Rewriting rewriting = new Rewriting();
    Map<Key, Equation> known = new HashMap<>();
    for (Equation equation : graph.equations()) {
      List<Atom> inputs = rewriting.inputs(equation);
      Equation same =
          equation.op().effects().isEmpty()
              ? known.putIfAbsent(new Key(equation.op(), inputs), equation)
              : null;
      if (same == null) {
        rewriting.add(equation.op(), inputs, equation);
      } else {
        for (int i = 0; i < same.outputs().size(); i++) {
          rewriting.replace(equation.outputs().get(i), same.outputs().get(i));
        }
      }
    }
    return rewriting.finish(graph);
  }
}
