package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.ClosedGraph;
import dev.covector.graph.Graph;
import dev.covector.op.Dual;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Transformations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Derivatives of graphs as graphs, each made once per graph and set of moving inputs. */
public final class GraphDerivative {
  private GraphDerivative() {}

  /**
   * Forward mode of a graph.
   *
   * @param graph inputs: the values, then the moving tangents; outputs likewise
   * @param outputMoves which outputs have a tangent
   */
  public record Forward(Graph graph, List<Boolean> outputMoves) {}

  /**
   * A graph split in two.
   *
   * @param primal outputs: the graph's, then the residuals
   * @param linear inputs: the residuals, then the moving tangents; outputs: the moving tangents
   * @param outputMoves which outputs have a tangent
   */
  public record Linearized(Graph primal, Graph linear, List<Boolean> outputMoves) {}

  /**
   * The tangents of a graph alone, in equations that are linear in them apart from equations that
   * compute values.
   *
   * @param graph inputs: the values, then the moving tangents; outputs: the moving tangents
   * @param outputMoves which outputs have a tangent
   */
  public record Tangents(Graph graph, List<Boolean> outputMoves) {}

  private record TangentsKey(List<Boolean> moving) {}

  private record ForwardKey(List<Boolean> moving, List<Boolean> forced) {}

  private record LinearKey(List<Boolean> moving, List<Boolean> forced) {}

  /** Forward mode of a graph. */
  public static Forward forward(Graph body, List<Boolean> moving) {
    return forward(body, moving, none(body));
  }

  /** Forward mode of a graph; the outputs of {@code forced} have a tangent in any case. */
  public static Forward forward(Graph body, List<Boolean> moving, List<Boolean> forced) {
    return body.derived(new ForwardKey(moving, forced), () -> makeForward(body, moving, forced));
  }

  private static List<Boolean> none(Graph body) {
    return Collections.nCopies(body.outputs().size(), false);
  }

  private static Forward makeForward(Graph body, List<Boolean> moving, List<Boolean> forced) {
    List<TensorType> types = new ArrayList<>(body.inputTypes());
    for (int i = 0; i < moving.size(); i++) {
      if (moving.get(i)) {
        types.add(body.inputTypes().get(i));
      }
    }
    List<Boolean> outputMoves = new ArrayList<>();
    ClosedGraph closed =
        GraphTrace.stage(
            "jvp",
            types,
            in -> {
              List<Dual> duals = new ArrayList<>();
              int next = moving.size();
              for (int i = 0; i < moving.size(); i++) {
                duals.add(new Dual(in.get(i), moving.get(i) ? in.get(next++) : null));
              }
              List<Dual> out = Transformations.jvp(body::evaluate, duals);
              List<Tensor> results = new ArrayList<>();
              out.forEach(dual -> results.add(dual.primal()));
              for (int i = 0; i < out.size(); i++) {
                boolean moves = out.get(i).moves() || forced.get(i);
                outputMoves.add(moves);
                if (moves) {
                  results.add(out.get(i).tangentOrZeros());
                }
              }
              return results;
            });
    return new Forward(requireClosed(closed), List.copyOf(outputMoves));
  }

  /** A graph split into its values and the linear map of its tangents. */
  public static Linearized linearized(Graph body, List<Boolean> moving) {
    return linearized(body, moving, none(body));
  }

  /** As above; the outputs of {@code forced} have a tangent in any case. */
  public static Linearized linearized(Graph body, List<Boolean> moving, List<Boolean> forced) {
    return body.derived(new LinearKey(moving, forced), () -> makeLinearized(body, moving, forced));
  }

  private static Linearized makeLinearized(Graph body, List<Boolean> moving, List<Boolean> forced) {
    List<Linearization> parts = new ArrayList<>();
    ClosedGraph primal =
        GraphTrace.stage(
            "linearize",
            body.inputTypes(),
            in -> {
              Linearization part = Transformations.linearize(body::evaluate, in, moving, forced);
              parts.add(part);
              List<Tensor> results = new ArrayList<>(part.outputs());
              results.addAll(part.residuals());
              return results;
            });
    Linearization part = parts.getFirst();
    return new Linearized(requireClosed(primal), part.linear(), part.outputMoves());
  }

  /** The tangents of a graph, computed from its inputs. */
  public static Tangents tangents(Graph body, List<Boolean> moving) {
    return body.derived(
        new TangentsKey(moving),
        () -> {
          Linearized parts = linearized(body, moving);
          List<TensorType> types = new ArrayList<>(body.inputTypes());
          for (int i = 0; i < moving.size(); i++) {
            if (moving.get(i)) {
              types.add(body.inputTypes().get(i));
            }
          }
          int values = body.inputs().size();
          ClosedGraph closed =
              GraphTrace.stage(
                  "checkpoint",
                  types,
                  in -> {
                    List<Tensor> out = parts.primal().evaluate(in.subList(0, values));
                    List<Tensor> operands =
                        new ArrayList<>(out.subList(body.outputs().size(), out.size()));
                    operands.addAll(in.subList(values, in.size()));
                    return parts.linear().evaluate(operands);
                  });
          return new Tangents(requireClosed(closed), parts.outputMoves());
        });
  }

  /** The graph of a closed graph that closed over no tracer. */
  static Graph requireClosed(ClosedGraph closed) {
    if (!closed.residuals().isEmpty()) {
      throw new IllegalStateException(
          "a rule closed over " + closed.residuals() + " while a graph was transformed");
    }
    return closed.graph();
  }
}
