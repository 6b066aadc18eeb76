package dev.covector.graph;

import dev.covector.CovectorException;
import dev.covector.TensorType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Checks that a graph types, defines every value once, and uses none before its definition. */
public final class GraphChecker {
  private final String pass;
  private final Set<Var> defined = Collections.newSetFromMap(new IdentityHashMap<>());

  private GraphChecker(String pass) {
    this.pass = pass;
  }

  /**
   * Checks a graph.
   *
   * @param pass what made it, for messages
   * @throws IllegalStateException naming the pass and the equation that is wrong
   */
  public static void check(String pass, Graph graph) {
    GraphChecker checker = new GraphChecker(pass);
    graph.inputs().forEach(input -> checker.define(input, "input", graph));
    for (int i = 0; i < graph.equations().size(); i++) {
      checker.equation(i, graph);
    }
    for (Atom output : graph.outputs()) {
      checker.use(output, "an output", graph);
    }
  }

  private void equation(int number, Graph graph) {
    Equation equation = graph.equations().get(number);
    String where = "equation " + number + " (" + equation.op().name() + ")";
    equation.inputs().forEach(input -> use(input, where, graph));
    List<TensorType> types;
    try {
      types = equation.op().outputTypes(equation.inputs().stream().map(Atom::type).toList());
    } catch (CovectorException e) {
      throw new IllegalStateException(message(where + " does not type", graph), e);
    }
    List<TensorType> declared = equation.outputs().stream().map(Var::type).toList();
    if (!types.equals(declared)) {
      throw new IllegalStateException(
          message(where + " gives " + types + ", but its outputs are " + declared, graph));
    }
    equation.outputs().forEach(output -> define(output, where, graph));
  }

  private void define(Var variable, String where, Graph graph) {
    if (!defined.add(variable)) {
      throw new IllegalStateException(
          message(where + " defines a value of type " + variable.type() + " again", graph));
    }
  }

  private void use(Atom atom, String where, Graph graph) {
    if (atom instanceof Var variable && !defined.contains(variable)) {
      throw new IllegalStateException(
          message(
              where + " uses a value of type " + variable.type() + " that is not defined before",
              graph));
    }
  }

  private String message(String what, Graph graph) {
    return "after " + pass + ": " + what + ", in\n" + graph;
  }
}
