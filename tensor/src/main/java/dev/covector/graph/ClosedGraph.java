package dev.covector.graph;

import dev.covector.Tensor;
import java.util.List;

/**
 * A graph and the values of its first inputs: what the staged function closed over.
 *
 * @param residuals one per leading input of the graph
 */
public record ClosedGraph(Graph graph, List<Tensor> residuals) {
  /** Copies the list. */
  public ClosedGraph {
    residuals = List.copyOf(residuals);
  }
}
