package dev.covector.graph;

import dev.covector.op.Op;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints graphs as JAX prints a jaxpr: constants before the semicolon, inputs after it, an equation
 * per line, static parameters in brackets, graphs inside of operations indented.
 */
final class GraphPrinter {
  private final Map<Object, String> names = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private GraphPrinter() {}

  static String print(Graph graph) {
    GraphPrinter printer = new GraphPrinter();
    printer.graph(graph, 0);
    return printer.text.toString();
  }

  /**
   * Appends a graph.
   *
   * @param indent how far the line that it starts on is indented
   */
  void graph(Graph graph, int indent) {
    text.append("{ lambda ");
    text.append(
        Stream.concat(
                graph.equations().stream().flatMap(e -> e.inputs().stream()),
                graph.outputs().stream())
            .filter(Constant.class::isInstance)
            .map(atom -> ((Constant) atom).value())
            .distinct()
            .map(value -> name(value) + ":" + value.type() + " ")
            .collect(Collectors.joining()));
    text.append("; ").append(binders(graph.inputs())).append(". let\n");
    for (Equation equation : graph.equations()) {
      text.repeat(' ', indent + 4);
      equation(equation, indent + 4);
      text.append('\n');
    }
    text.repeat(' ', indent + 2).append("in (");
    text.append(graph.outputs().stream().map(this::atom).collect(Collectors.joining(", ")));
    text.append(graph.outputs().size() == 1 ? ",) }" : ") }");
  }

  private void equation(Equation equation, int indent) {
    Op op = equation.op();
    if (!equation.outputs().isEmpty()) {
      text.append(binders(equation.outputs())).append(" = ");
    }
    text.append(op.name());
    List<ParameterText.Parameter> parameters = ParameterText.of(op);
    boolean hasGraphs = parameters.stream().anyMatch(p -> !p.graphs().isEmpty());
    if (hasGraphs) {
      text.append("[\n");
      for (ParameterText.Parameter parameter : parameters) {
        text.repeat(' ', indent + 2).append(parameter.name()).append('=').append(parameter.text());
        String separator = "";
        for (Graph graph : parameter.graphs()) {
          text.append(separator);
          graph(graph, indent + 2);
          separator = " ";
        }
        text.append('\n');
      }
      text.repeat(' ', indent).append(']');
    } else if (!parameters.isEmpty()) {
      text.append(
          parameters.stream()
              .map(p -> p.name() + "=" + p.text())
              .collect(Collectors.joining(" ", "[", "]")));
    }
    equation.inputs().forEach(input -> text.append(' ').append(atom(input)));
  }

  private String binders(List<Var> variables) {
    return variables.stream().map(v -> name(v) + ":" + v.type()).collect(Collectors.joining(" "));
  }

  private String atom(Atom atom) {
    return switch (atom) {
      case Var v -> name(v);
      case Literal l -> l.toString();
      case Constant c -> name(c.value());
    };
  }

  /** a to z, then aa to az, ba and so on, in the order of appearance. */
  private String name(Object value) {
    return names.computeIfAbsent(
        value,
        v -> {
          StringBuilder letters = new StringBuilder();
          for (int n = names.size(); n >= 0; n = n / 26 - 1) {
            letters.insert(0, (char) ('a' + n % 26));
          }
          return letters.toString();
        });
  }
}
