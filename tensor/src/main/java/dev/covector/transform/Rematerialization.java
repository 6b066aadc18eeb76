package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.graph.ClosedGraph;
import dev.covector.op.Remat;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code checkpoint} over trees. */
public final class Rematerialization {
  private Rematerialization() {}

  /** Calls a function so that its derivative keeps only the arguments. */
  public static @Nullable Object call(TreeFunction function, @Nullable Object[] arguments) {
    Leaves in = Leaves.of(arguments);
    FlatFunction flat = new FlatFunction(function, in.layout());
    ClosedGraph closed = GraphTrace.stage("checkpoint", in.types(), flat);
    List<Tensor> operands = new ArrayList<>(closed.residuals());
    operands.addAll(in.tensors());
    return flat.results().rebuild(Trace.bind(new Remat(closed.graph()), operands));
  }
}
