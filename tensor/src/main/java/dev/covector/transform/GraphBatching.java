package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.op.BatchAxis;
import dev.covector.op.Batched;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Transformations;
import java.util.ArrayList;
import java.util.List;

/** Batched forms of graphs as graphs, each made once per graph, axis and set of mapped inputs. */
public final class GraphBatching {
  private GraphBatching() {}

  /**
   * A graph over all examples at once.
   *
   * @param graph the mapped inputs and outputs have the mapped axis at 0
   * @param outputMapped which outputs are mapped
   */
  public record Mapped(Graph graph, List<Boolean> outputMapped) {}

  private record Key(BatchAxis axis, List<Boolean> mapped, List<Boolean> forced) {}

  /** A graph over all examples; outputs are mapped where they depend on the example. */
  public static Mapped mapped(Graph body, BatchAxis axis, List<Boolean> mapped) {
    return mapped(body, axis, mapped, body.outputs().stream().map(o -> false).toList());
  }

  /** A graph over all examples; the outputs of {@code forced} are mapped in any case. */
  public static Mapped mapped(
      Graph body, BatchAxis axis, List<Boolean> mapped, List<Boolean> forced) {
    return body.derived(new Key(axis, mapped, forced), () -> make(body, axis, mapped, forced));
  }

  private static Mapped make(
      Graph body, BatchAxis axis, List<Boolean> mapped, List<Boolean> forced) {
    List<TensorType> types = new ArrayList<>();
    for (int i = 0; i < mapped.size(); i++) {
      TensorType type = body.inputTypes().get(i);
      types.add(mapped.get(i) ? type.withShape(type.shape().insert(0, axis.size())) : type);
    }
    List<Boolean> outputMapped = new ArrayList<>();
    Graph graph =
        GraphDerivative.requireClosed(
            GraphTrace.stage(
                "vmap",
                types,
                in -> {
                  List<Batched> batched = new ArrayList<>();
                  for (int i = 0; i < in.size(); i++) {
                    batched.add(new Batched(in.get(i), mapped.get(i)));
                  }
                  List<Batched> out = Transformations.vmap(body::evaluate, axis, batched);
                  List<Tensor> results = new ArrayList<>();
                  for (int i = 0; i < out.size(); i++) {
                    boolean isMapped = out.get(i).mapped() || forced.get(i);
                    outputMapped.add(isMapped);
                    results.add(isMapped ? axis.materialize(out.get(i)) : out.get(i).value());
                  }
                  return results;
                }));
    return new Mapped(graph, List.copyOf(outputMapped));
  }
}
