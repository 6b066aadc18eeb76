package dev.covector.trace;

import dev.covector.Tensor;
import dev.covector.TensorType;

/** A tensor without a value of its own: it belongs to a trace. */
public abstract sealed class Tracer implements Tensor permits GraphTracer, JvpTracer, BatchTracer {
  private final TensorType type;

  Tracer(TensorType type) {
    this.type = type;
  }

  @Override
  public final TensorType type() {
    return type;
  }

  /** The trace it belongs to. */
  public abstract Trace trace();

  /** A traced tensor has no memory of its own: nothing happens. */
  @Override
  public final void close() {}

  /** As {@code Traced<f32[3]> in jit}. */
  @Override
  public String toString() {
    return "Traced<" + type + "> in " + trace().name();
  }
}
