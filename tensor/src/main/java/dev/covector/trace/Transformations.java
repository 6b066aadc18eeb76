package dev.covector.trace;

import dev.covector.Tensor;
import dev.covector.graph.ClosedGraph;
import dev.covector.op.BatchAxis;
import dev.covector.op.Batched;
import dev.covector.op.Dual;
import dev.covector.transform.Linearization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The three ways to run a function over flat tensors other than computing or staging it. */
public final class Transformations {
  private Transformations() {}

  /** Forward mode. */
  public static List<Dual> jvp(Function<List<Tensor>, List<Tensor>> function, List<Dual> in) {
    JvpTrace trace = new JvpTrace(Trace.current());
    try {
      List<Tensor> arguments = in.stream().map(trace::lift).toList();
      List<Tensor> results = trace.run(() -> function.apply(arguments));
      return results.stream().map(trace::lower).toList();
    } finally {
      trace.close();
    }
  }

  /** Vectorization over axis 0 of the mapped operands. */
  public static List<Batched> vmap(
      Function<List<Tensor>, List<Tensor>> function, BatchAxis axis, List<Batched> in) {
    BatchTrace trace = new BatchTrace(Trace.current(), axis);
    try {
      List<Tensor> arguments = in.stream().map(trace::lift).toList();
      List<Tensor> results =
          AxisEnvironment.with(axis, () -> trace.run(() -> function.apply(arguments)));
      return results.stream().map(trace::lower).toList();
    } finally {
      trace.close();
    }
  }

  /** Values now, tangents as a linear graph. */
  public static Linearization linearize(
      Function<List<Tensor>, List<Tensor>> function, List<Tensor> in, List<Boolean> moving) {
    return linearize(function, in, moving, List.of());
  }

  /**
   * Values now, tangents as a linear graph.
   *
   * @param forced which results have a tangent in any case; empty for none
   */
  public static Linearization linearize(
      Function<List<Tensor>, List<Tensor>> function,
      List<Tensor> in,
      List<Boolean> moving,
      List<Boolean> forced) {
    GraphTrace linear = GraphTrace.linear(Trace.current());
    JvpTrace trace = new JvpTrace(linear);
    try {
      List<Tensor> arguments = new ArrayList<>();
      for (int i = 0; i < in.size(); i++) {
        Tensor primal = in.get(i);
        arguments.add(
            moving.get(i) ? trace.lift(new Dual(primal, linear.input(primal.type()))) : primal);
      }
      List<Tensor> results = trace.run(() -> function.apply(arguments));
      List<Tensor> values = new ArrayList<>();
      List<Tensor> tangents = new ArrayList<>();
      List<Boolean> outputMoves = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        Dual dual = trace.lower(results.get(i));
        boolean moves = dual.moves() || !forced.isEmpty() && forced.get(i);
        values.add(dual.primal());
        outputMoves.add(moves);
        if (moves) {
          tangents.add(dual.tangentOrZeros());
        }
      }
      ClosedGraph closed = linear.finish(tangents);
      return new Linearization(values, closed.graph(), closed.residuals(), outputMoves);
    } finally {
      trace.close();
      linear.close();
    }
  }
}
