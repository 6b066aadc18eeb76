package dev.covector.graph;

import dev.covector.TensorType;
import dev.covector.op.BroadcastInDim;
import dev.covector.op.Concatenate;
import dev.covector.op.Movement;
import dev.covector.op.Op;
import dev.covector.op.Pad;
import java.util.List;
import java.util.Optional;

/**
 * Folds operations on known numbers and applies algebraic identities. Floats keep IEEE semantics
 * but for the sign of a zero, as XLA does without fast-math.
 */
final class Simplification {
  private final Rewriting rewriting = new Rewriting();
  private final ArithmeticIdentities arithmetic = new ArithmeticIdentities(rewriting);
  private final MovementIdentities movements = new MovementIdentities(rewriting);

  private Simplification() {}

  static Graph run(Graph graph) {
    return new Simplification().simplify(graph);
  }

  private Graph simplify(Graph graph) {
    for (Equation equation : graph.equations()) {
      List<Atom> inputs = rewriting.inputs(equation);
      if (!fold(equation, inputs)) {
        Optional<Atom> same = identity(equation, inputs);
        if (same.isPresent()) {
          rewriting.replace(equation.outputs().getFirst(), same.get());
        }
      }
    }
    return rewriting.finish(graph);
  }

  private boolean fold(Equation equation, List<Atom> inputs) {
    if (inputs.isEmpty() || equation.outputs().size() != 1) {
      return false;
    }
    Op op = equation.op();
    Optional<List<Literal>> known = Uniform.ofAll(inputs, rewriting);
    if (known.isEmpty()) {
      return false;
    }
    boolean onlyMoves = op instanceof Movement && !(op instanceof Pad || op instanceof Concatenate);
    TensorType type = equation.outputs().getFirst().type();
    Optional<Literal> result =
        onlyMoves
            ? known.map(List::getFirst)
            : ScalarFolding.fold(op, known.get(), type.withShape(dev.covector.Shape.SCALAR));
    boolean isBroadcast = op instanceof BroadcastInDim && inputs.getFirst() instanceof Literal;
    if (result.isEmpty() || isBroadcast) {
      return false;
    }
    Uniform.write(result.get(), equation, rewriting);
    return true;
  }

  /**
   * The value that an equation's output equals; otherwise the equation is added, as it is or
   * simpler.
   */
  private Optional<Atom> identity(Equation equation, List<Atom> inputs) {
    Optional<Atom> same = arithmetic.apply(equation, inputs);
    if (same.isEmpty()) {
      same = movements.apply(equation, inputs);
    }
    if (same.isEmpty() || !same.get().type().equals(equation.outputs().getFirst().type())) {
      Simpler simpler = simpler(equation, inputs);
      rewriting.add(simpler.op, simpler.inputs, equation);
      return Optional.empty();
    }
    return same;
  }

  /** An operation with the same result. */
  record Simpler(Op op, List<Atom> inputs) {}

  private Simpler simpler(Equation equation, List<Atom> inputs) {
    return arithmetic
        .simpler(equation.op(), inputs)
        .or(() -> movements.simpler(equation.op(), inputs))
        .filter(s -> hasType(s, equation))
        .orElse(new Simpler(equation.op(), inputs));
  }

  private static boolean hasType(Simpler simpler, Equation equation) {
    return simpler
        .op
        .outputTypes(simpler.inputs.stream().map(Atom::type).toList())
        .equals(equation.outputs().stream().map(Var::type).toList());
  }
}
