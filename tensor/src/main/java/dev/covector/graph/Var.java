package dev.covector.graph;

import dev.covector.TensorType;

/** A value of a graph; equal only to itself. */
public final class Var implements Atom {
  private final TensorType type;

  /** A new value. */
  public Var(TensorType type) {
    this.type = type;
  }

  @Override
  public TensorType type() {
    return type;
  }

  @Override
  public String toString() {
    return "%" + Integer.toHexString(System.identityHashCode(this)) + ":" + type;
  }
}
