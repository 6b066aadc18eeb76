package dev.covector.graph;

import dev.covector.Shape;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.Op;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The static parameters of operations, which are the components of their records, in words. */
final class ParameterText {
  private ParameterText() {}

  /**
   * A parameter.
   *
   * @param text its value, when it holds no graphs
   */
  record Parameter(String name, String text, List<Graph> graphs) {}

  /** The parameters that the name does not say already; functions have no text. */
  static List<Parameter> of(Op op) {
    List<Parameter> parameters = new ArrayList<>();
    for (RecordComponent component : op.getClass().getRecordComponents()) {
      Object value = value(op, component);
      List<Graph> graphs =
          value instanceof Graph graph
              ? List.of(graph)
              : value instanceof List<?> list
                  ? list.stream().filter(Graph.class::isInstance).map(Graph.class::cast).toList()
                  : List.of();
      boolean isInName = value instanceof ScalarFn;
      if (!isInName && !component.getType().isInterface() || value instanceof List<?>) {
        parameters.add(
            new Parameter(
                name(component.getName(), value), graphs.isEmpty() ? text(value) : "", graphs));
      }
    }
    return parameters;
  }

  /**
   * As JAX calls it: the graph of a call is its jaxpr, other names are written with underscores.
   */
  private static String name(String component, Object value) {
    return switch (component) {
      case "body" -> value instanceof Graph ? "jaxpr" : component;
      case "function" -> "name";
      default -> component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase();
    };
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list -> tuple(list);
      case Shape shape -> tuple(Arrays.stream(shape.toArray()).boxed().toList());
      default -> value.toString();
    };
  }

  private static String tuple(List<?> list) {
    return list.size() == 1
        ? "(" + text(list.getFirst()) + ",)"
        : list.stream().map(ParameterText::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static Object value(Op op, RecordComponent component) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(op.name() + " hides " + component.getName(), e);
    }
  }
}
