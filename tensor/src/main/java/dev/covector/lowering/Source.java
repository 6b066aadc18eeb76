package dev.covector.lowering;

import dev.covector.graph.Literal;

/** Where a read value comes from. */
sealed interface Source {
  /** A buffer. */
  record Stored(Storage storage) implements Source {}

  /** An output of a member of the same loop, at the same point. */
  record Computed(Member member, int output) implements Source {}

  /** A scalar. */
  record Scalar(Literal literal) implements Source {}
}
