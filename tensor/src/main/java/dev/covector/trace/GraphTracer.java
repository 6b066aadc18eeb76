package dev.covector.trace;

import dev.covector.graph.Var;

/** A value of a graph that is being staged. */
public final class GraphTracer extends Tracer {
  private final GraphTrace trace;
  private final Var variable;

  GraphTracer(GraphTrace trace, Var variable) {
    super(variable.type());
    this.trace = trace;
    this.variable = variable;
  }

  @Override
  public GraphTrace trace() {
    return trace;
  }

  /** Where the graph has the value. */
  Var variable() {
    return variable;
  }
}
