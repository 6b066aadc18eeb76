package dev.covector.graph;

import dev.covector.TensorType;
import dev.covector.trace.ConcreteTensor;

/**
 * A concrete tensor that a function closed over, written into its graph.
 *
 * @param value the tensor, held by the graph
 */
public record Constant(ConcreteTensor value) implements Atom {
  @Override
  public TensorType type() {
    return value.type();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Constant c && c.value == value;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(value);
  }
}
