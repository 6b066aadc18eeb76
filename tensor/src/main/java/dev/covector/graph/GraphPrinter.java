package dev.covector.graph;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints graphs as JAX prints a jaxpr. */
final class GraphPrinter {
  private final Map<Var, String> names = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private GraphPrinter() {}

  static String print(Graph graph) {
    GraphPrinter printer = new GraphPrinter();
    printer.graph(graph);
    return printer.text.toString();
  }

  private void graph(Graph graph) {
    text.append("{ lambda ; ").append(binders(graph.inputs())).append(". let\n");
    for (Equation equation : graph.equations()) {
      text.append("    ")
          .append(binders(equation.outputs()))
          .append(" = ")
          .append(equation.op())
          .append(' ')
          .append(atoms(equation.inputs()))
          .append('\n');
    }
    text.append("  in (").append(atoms(graph.outputs())).append(") }");
  }

  private String binders(List<Var> variables) {
    return variables.stream()
        .map(v -> name(v) + ":" + v.type())
        .collect(Collectors.joining(" "));
  }

  private String atoms(List<? extends Atom> atoms) {
    return atoms.stream()
        .map(
            atom ->
                switch (atom) {
                  case Var v -> name(v);
                  case Literal l -> l.toString();
                  case Constant c -> "const:" + c.type();
                })
        .collect(Collectors.joining(" "));
  }

  private String name(Var variable) {
    return names.computeIfAbsent(
        variable,
        v -> {
          StringBuilder letters = new StringBuilder();
          for (int n = names.size(); n >= 0; n = n / 26 - 1) {
            letters.insert(0, (char) ('a' + n % 26));
          }
          return letters.toString();
        });
  }
}
