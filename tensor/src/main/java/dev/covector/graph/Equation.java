package dev.covector.graph;

import dev.covector.op.Op;
import java.util.List;
import java.util.Optional;

/**
 * One application of an operation.
 *
 * @param line the user's line that asked for it, when known
 */
public record Equation(Op op, List<Atom> inputs, List<Var> outputs, Optional<String> line) {
  /** Copies the lists. */
  public Equation {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
