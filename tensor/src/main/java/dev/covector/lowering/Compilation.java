package dev.covector.lowering;

import dev.covector.backend.Backend;
import dev.covector.backend.Executable;
import dev.covector.graph.Graph;
import dev.covector.graph.GraphChecks;
import dev.covector.graph.Passes;
import dev.covector.kernel.Program;
import dev.covector.kernel.ProgramChecker;

/** From a graph to an executable: passes, lowering, and the backend's compiler. */
public final class Compilation {
  private Compilation() {}

  /** Compiles a graph for a backend. */
  public static Executable compile(Graph graph, Backend backend) {
    return backend.compile(program(graph));
  }

  /** The program of a graph. */
  public static Program program(Graph graph) {
    Program program = Lowering.lower(Passes.run(graph));
    if (GraphChecks.areEnabled()) {
      ProgramChecker.check(program);
    }
    return program;
  }
}
