package dev.covector.graph;

import dev.covector.Shape;
import dev.covector.TensorType;
import dev.covector.op.BroadcastInDim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that are one known number everywhere. */
final class Uniform {
  private Uniform() {}

  /** The number that a value is everywhere, when it is known. */
  static Optional<Literal> of(Atom atom, Rewriting rewriting) {
    return switch (atom) {
      case Literal literal -> Optional.of(literal);
      case Constant constant -> constant.value().literal();
      case Var variable ->
          rewriting.definition(variable, BroadcastInDim.class).isPresent()
                  && rewriting.operand(variable) instanceof Literal literal
              ? Optional.of(literal)
              : Optional.empty();
    };
  }

  /** The numbers of all, when all are known. */
  static Optional<List<Literal>> ofAll(List<Atom> atoms, Rewriting rewriting) {
    List<Literal> literals = new ArrayList<>();
    for (Atom atom : atoms) {
      Optional<Literal> literal = of(atom, rewriting);
      if (literal.isEmpty()) {
        return Optional.empty();
      }
      literals.add(literal.get());
    }
    return Optional.of(literals);
  }

  /** Makes the output of an equation the number everywhere. */
  static void write(Literal literal, Equation equation, Rewriting rewriting) {
    TensorType type = equation.outputs().getFirst().type();
    Literal typed = new Literal(type.withShape(Shape.SCALAR), literal.bits());
    if (type.shape().rank() == 0) {
      rewriting.replace(equation.outputs().getFirst(), typed);
    } else {
      rewriting.add(new BroadcastInDim(type.shape(), List.of()), List.of(typed), equation);
    }
  }
}
