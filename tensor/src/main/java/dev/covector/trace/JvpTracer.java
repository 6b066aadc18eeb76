package dev.covector.trace;

import dev.covector.op.Dual;

/** A value with a tangent. */
public final class JvpTracer extends Tracer {
  private final JvpTrace trace;
  private final Dual dual;

  JvpTracer(JvpTrace trace, Dual dual) {
    super(dual.primal().type());
    this.trace = trace;
    this.dual = dual;
  }

  @Override
  public JvpTrace trace() {
    return trace;
  }

  Dual dual() {
    return dual;
  }
}
