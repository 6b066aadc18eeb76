package dev.covector.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a variable is: the names of fields, the positions in lists and the keys of maps that lead
 * to it, such as {@code layers/0/kernel}.
 *
 * <pre>{@code
 * Map<VariablePath, Variable> variables = Nnx.variables(new Linear(3, 2, new Rngs(0)));
 * Variable kernel = variables.get(VariablePath.of("kernel"));
 * }</pre>
 *
 * @param steps Strings and Integers
 */
public record VariablePath(List<Object> steps) implements Comparable<VariablePath> {
  static final VariablePath ROOT = new VariablePath(List.of());

  /** Copies the steps. */
  public VariablePath {
    steps = List.copyOf(steps);
  }

  /** The path that is written so; numbers are positions. */
  public static VariablePath of(String path) {
    List<Object> steps = new ArrayList<>();
    for (String step : path.split("/")) {
      boolean isNumber = !step.isEmpty() && step.chars().allMatch(Character::isDigit);
      steps.add(isNumber ? (Object) Integer.valueOf(step) : step);
    }
    return new VariablePath(steps);
  }

  VariablePath then(Object step) {
    if (step.equals("")) {
      return this;
    }
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new VariablePath(longer);
  }

  /** Positions by size, names by their letters; positions first. */
  @Override
  public int compareTo(VariablePath other) {
    for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
      int order = compare(steps.get(i), other.steps.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(steps.size(), other.steps.size());
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Integer x && b instanceof Integer y) {
      return Integer.compare(x, y);
    }
    if (a instanceof Integer || b instanceof Integer) {
      return a instanceof Integer ? -1 : 1;
    }
    return a.toString().compareTo(b.toString());
  }

  @Override
  public String toString() {
    return steps.stream().map(Object::toString).collect(Collectors.joining("/"));
  }
}
