package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.op.Zeros;
import dev.covector.trace.GraphTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transposes of linear graphs as graphs. */
public final class GraphTransposition {
  private GraphTransposition() {}

  /**
   * The transpose of a graph.
   *
   * @param graph inputs: the known inputs, then the cotangents that are not zero; outputs: the
   *     cotangents of the linear inputs that are not zero
   * @param inputMoves for each input of the original whether its cotangent is among the outputs
   */
  public record Transposed(Graph graph, List<Boolean> inputMoves) {
    /** The outputs of the graph at their places among the inputs of the original. */
    public List<@Nullable Tensor> place(List<Tensor> outputs) {
      List<@Nullable Tensor> placed = new ArrayList<>();
      int next = 0;
      for (boolean moves : inputMoves) {
        placed.add(moves ? outputs.get(next++) : null);
      }
      return placed;
    }
  }

  private record Key(List<Boolean> linear, List<Boolean> moving, boolean forced) {}

  /**
   * The transpose of a graph.
   *
   * @param linear which inputs are linear
   * @param moving which outputs have a cotangent that is not zero
   */
  public static Transposed transposed(Graph body, List<Boolean> linear, List<Boolean> moving) {
    return transposed(body, linear, moving, false);
  }

  /** As above; when {@code forced}, every linear input has a cotangent, zeros where it must. */
  public static Transposed transposed(
      Graph body, List<Boolean> linear, List<Boolean> moving, boolean forced) {
    return body.derived(new Key(linear, moving, forced), () -> make(body, linear, moving, forced));
  }

  private static Transposed make(
      Graph body, List<Boolean> linear, List<Boolean> moving, boolean forced) {
    List<TensorType> types = new ArrayList<>();
    for (int i = 0; i < linear.size(); i++) {
      if (!linear.get(i)) {
        types.add(body.inputTypes().get(i));
      }
    }
    for (int i = 0; i < moving.size(); i++) {
      if (moving.get(i)) {
        types.add(body.outputTypes().get(i));
      }
    }
    List<Boolean> inputMoves = new ArrayList<>();
    Graph graph =
        GraphDerivative.requireClosed(
            GraphTrace.stage(
                "transpose",
                types,
                in -> {
                  int next = 0;
                  List<@Nullable Tensor> known = new ArrayList<>();
                  for (boolean isLinear : linear) {
                    known.add(isLinear ? null : in.get(next++));
                  }
                  List<@Nullable Tensor> cotangents = new ArrayList<>();
                  for (boolean moves : moving) {
                    cotangents.add(moves ? in.get(next++) : null);
                  }
                  List<Tensor> results = new ArrayList<>();
                  List<@Nullable Tensor> pulled = BackwardPass.run(body, known, cotangents);
                  for (int i = 0; i < linear.size(); i++) {
                    Tensor ct = pulled.get(i);
                    boolean moves = linear.get(i) && (forced || ct != null);
                    inputMoves.add(moves);
                    if (moves) {
                      results.add(ct != null ? ct : Zeros.like(body.inputTypes().get(i)));
                    }
                  }
                  return results;
                }));
    return new Transposed(graph, List.copyOf(inputMoves));
  }
}
