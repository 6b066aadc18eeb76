package dev.covector.lowering;

import dev.covector.backend.Backend;
import dev.covector.backend.Executable;
import dev.covector.graph.Graph;

/** From a graph to an executable: passes, lowering, and the backend's compiler. */
public final class Compilation {
  private Compilation() {}

  /** Compiles a graph for a backend. */
  public static Executable compile(Graph graph, Backend backend) {
    return backend.compile(Lowering.lower(graph));
  }
}
