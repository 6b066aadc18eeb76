package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.graph.Graph;
import dev.covector.trace.GraphTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a function would do, without doing it. */
public final class Inspection {
  private Inspection() {}

  /** The staged function. */
  public static Graph graph(TreeFunction function, @Nullable Object[] arguments) {
    Leaves in = Leaves.of(arguments);
    return GraphTrace.stage("makeJaxpr", in.types(), new FlatFunction(function, in.layout()))
        .graph();
  }

  /** The result with tensors that have types only. */
  public static @Nullable Object shape(TreeFunction function, @Nullable Object[] arguments) {
    Leaves in = Leaves.of(arguments);
    FlatFunction flat = new FlatFunction(function, in.layout());
    List<Tensor> results = new ArrayList<>();
    GraphTrace.stage(
        "evalShape",
        in.types(),
        tensors -> {
          results.addAll(flat.apply(tensors));
          return results;
        });
    return flat.results().rebuild(results);
  }
}
