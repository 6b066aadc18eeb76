package dev.covector.transform;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.op.JitCall;
import dev.covector.trace.AxisEnvironment;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.RecentCache;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Functions of this library that are made of several operations. Each is staged once per types and
 * parameters, so that calling it eagerly runs one compiled program.
 */
public final class Library {
  /** So many staged functions are remembered: more than a program has. */
  private static final int CAPACITY = 4096;

  private static final RecentCache<Key, Graph> GRAPHS = new RecentCache<>(CAPACITY);

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
    Key key = new Key(name, parameters, types(in), Defaults.current(), AxisEnvironment.current());
    Graph graph =
        GRAPHS.get(
            key, k -> GraphDerivative.requireClosed(GraphTrace.stage(name, k.types(), body)));
    return Trace.bind(new JitCall(name, graph), in);
  }

  private static List<TensorType> types(List<Tensor> in) {
    TensorType[] types = new TensorType[in.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = in.get(i).type();
    }
    return Arrays.asList(types);
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
