package dev.covector.graph;

import dev.covector.op.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph being written anew, equation by equation. */
final class Rewriting {
  private final Map<Var, Atom> replaced = new IdentityHashMap<>();
  private final Map<Var, Equation> definitions = new IdentityHashMap<>();
  private final List<Equation> equations = new ArrayList<>();

  /** The operands of an equation of the old graph. */
  List<Atom> inputs(Equation equation) {
    return equation.inputs().stream().map(this::current).toList();
  }

  /** What a value of the old graph has become. */
  Atom current(Atom atom) {
    return atom instanceof Var variable ? replaced.getOrDefault(variable, variable) : atom;
  }

  /** Replaces a value by another one of its type. */
  void replace(Var old, Atom by) {
    replaced.put(old, by);
  }

  /** Adds an equation. */
  void add(Op op, List<Atom> inputs, Equation old) {
    add(new Equation(op, inputs, old.outputs(), old.line()));
  }

  /** Adds an equation with a new result. */
  Atom add(Op op, List<Atom> inputs, Optional<String> line) {
    Var output = new Var(op.outputTypes(inputs.stream().map(Atom::type).toList()).getFirst());
    add(new Equation(op, inputs, List.of(output), line));
    return output;
  }

  private void add(Equation equation) {
    equations.add(equation);
    equation.outputs().forEach(output -> definitions.put(output, equation));
  }

  /** The equation of the new graph that defines a value. */
  Optional<Equation> definition(Atom atom) {
    return atom instanceof Var variable
        ? Optional.ofNullable(definitions.get(variable))
        : Optional.empty();
  }

  /** The definition of a value by an operation of the given kind. */
  <O extends Op> Optional<O> definition(Atom atom, Class<O> kind) {
    return definition(atom).map(Equation::op).filter(kind::isInstance).map(kind::cast);
  }

  /** The first operand of the definition of a value. */
  Atom operand(Atom atom) {
    return definition(atom).orElseThrow().inputs().getFirst();
  }

  /** The graph. */
  Graph finish(Graph old) {
    return new Graph(old.inputs(), equations, old.outputs().stream().map(this::current).toList());
  }
}
