package dev.covector.graph;

import dev.covector.TensorType;

/** An operand of an equation. */
public sealed interface Atom permits Var, Literal, Constant {
  /** The type of the value. */
  TensorType type();
}
