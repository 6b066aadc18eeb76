package dev.covector.lowering;

import dev.covector.graph.Graph;
import dev.covector.kernel.Program;

/** Maps operations to kernels. */
final class Lowering {
  private Lowering() {}

  static Program lower(Graph graph) {
    throw new UnsupportedOperationException("lowering of " + graph);
  }
}
