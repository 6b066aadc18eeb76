package dev.covector.transform;

import dev.covector.graph.Atom;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.op.HigherOrder;
import dev.covector.trace.ConcreteTensor;
import java.util.ArrayList;
import java.util.List;

/** The tensors that a staged function closed over. */
final class ClosedOver {
  private record Key() {}

  private ClosedOver() {}

  /** The tensors written into a graph and into the graphs it holds. */
  static List<ConcreteTensor> by(Graph graph) {
    return graph.derived(
        new Key(),
        () -> {
          List<ConcreteTensor> found = new ArrayList<>();
          for (Equation equation : graph.equations()) {
            equation.inputs().forEach(atom -> add(atom, found));
            if (equation.op() instanceof HigherOrder holder) {
              holder.graphs().forEach(held -> found.addAll(by(held)));
            }
          }
          graph.outputs().forEach(atom -> add(atom, found));
          return List.copyOf(found);
        });
  }

  private static void add(Atom atom, List<ConcreteTensor> found) {
    if (atom instanceof Constant constant) {
      found.add(constant.value());
    }
  }
}
