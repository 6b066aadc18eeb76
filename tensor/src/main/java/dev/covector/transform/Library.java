package dev.covector.transform;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.ClosedGraph;
import dev.covector.graph.Graph;
import dev.covector.op.JitCall;
import dev.covector.trace.AxisEnvironment;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Functions of this library that are made of several operations. Each is staged once per types and
 * parameters, so that calling it eagerly runs one compiled program.
 */
public final class Library {
  private static final ConcurrentHashMap<Key, Graph> GRAPHS = new ConcurrentHashMap<>();

  private record Key(
      String name,
      List<?> parameters,
      List<TensorType> types,
      Defaults settings,
      Map<String, Integer> axes) {}

  private Library() {}

  /**
   * Calls a function that shows as one named call in printed programs.
   *
   * @param parameters everything but tensors that the result depends on, with equals
   * @param body operations on its arguments only: it must close over parameters, never tensors
   */
  public static List<Tensor> named(
      String name, List<?> parameters, Function<List<Tensor>, List<Tensor>> body, List<Tensor> in) {
    Key key =
        new Key(
            name,
            parameters,
            in.stream().map(Tensor::type).toList(),
            Defaults.current(),
            AxisEnvironment.current());
    Graph graph = GRAPHS.get(key);
    if (graph == null) {
      ClosedGraph closed = GraphTrace.stage(name, key.types(), body);
      graph = GraphDerivative.requireClosed(closed);
      Graph raced = GRAPHS.putIfAbsent(key, graph);
      graph = raced == null ? graph : raced;
    }
    return Trace.bind(new JitCall(name, graph), in);
  }

  /** Calls a function of one result that shows as one named call in printed programs. */
  public static Tensor named(
      String name, List<?> parameters, Function<List<Tensor>, Tensor> body, Tensor... in) {
    return named(name, parameters, body.andThen(List::of), List.of(in)).getFirst();
  }

  /**
   * Calls a small function of one result: eagerly one compiled program, in a graph its operations.
   */
  public static Tensor inline(
      String name, List<?> parameters, Function<List<Tensor>, Tensor> body, Tensor... in) {
    return Trace.isEager() ? named(name, parameters, body, in) : body.apply(List.of(in));
  }
}
