package dev.covector.trace;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.Backend;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Structure;
import dev.covector.graph.Var;
import dev.covector.lowering.Compilation;
import dev.covector.op.HigherOrder;
import dev.covector.op.JitCall;
import dev.covector.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs operations on concrete tensors: each is a one-op graph, compiled once per types. */
public final class Evaluation {
  /** So many programs of single operations are remembered: more than a program has. */
  private static final int CAPACITY = 8192;

  private static final int HELD_CAPACITY = 1024;

  private static final RecentCache<Signature, Graph> GRAPHS = new RecentCache<>(CAPACITY);

  private static final RecentCache<HeldSignature, Graph> HELD = new RecentCache<>(HELD_CAPACITY);

  private record HeldSignature(Structure structure, List<TensorType> types) {}

  private record Signature(Op op, List<TensorType> types) {
    /** The class counts: records without components all have one hash code. */
    @Override
    public int hashCode() {
      return 31 * (31 * op.getClass().hashCode() + op.hashCode()) + types.hashCode();
    }
  }

  private record Compiled(Backend backend, Defaults settings) {}

  private record Ready(Defaults settings, Executable executable) {}

  /** The program of a graph that was asked for last; remembered with the graph. */
  private static final class Latest {
    volatile @Nullable Ready ready;
  }

  private Evaluation() {}

  static List<Tensor> run(Op op, List<Tensor> in) {
    String name = op instanceof JitCall call ? call.function() : op.name();
    for (int i = 0; i < in.size(); i++) {
      ((ConcreteTensor) in.get(i)).requireAlive(name);
    }
    List<Tensor> out = runUnchecked(op, in);
    if (Defaults.current().debugNans()) {
      NanCheck.require(op, in, out);
    }
    return out;
  }

  static List<Tensor> runUnchecked(Op op, List<Tensor> in) {
    return compiled(graph(op, in), in, null);
  }

  /** The one-op graph; that of an op that holds graphs lives as long as those do. */
  private static Graph graph(Op op, List<Tensor> in) {
    if (op instanceof JitCall call) {
      return call.body();
    }
    Signature signature = new Signature(op, types(in));
    return op instanceof HigherOrder holder
        ? holder.graphs().getFirst().derived(signature, () -> held(holder, signature))
        : GRAPHS.get(signature, Evaluation::graph);
  }

  /** The graph of an operation that computes the same and may have been staged in another call. */
  private static Graph held(HigherOrder op, Signature signature) {
    return Structure.of(op)
        .map(s -> HELD.get(new HeldSignature(s, signature.types), key -> graph(signature)))
        .orElseGet(() -> graph(signature));
  }

  private static List<TensorType> types(List<Tensor> in) {
    TensorType[] types = new TensorType[in.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = in.get(i).type();
    }
    return Arrays.asList(types);
  }

  private static Graph graph(Signature signature) {
    List<Var> inputs = signature.types.stream().map(Var::new).toList();
    List<Var> outputs = signature.op.outputTypes(signature.types).stream().map(Var::new).toList();
    Equation equation =
        new Equation(signature.op, List.<Atom>copyOf(inputs), outputs, Optional.empty());
    return new Graph(inputs, List.of(equation), List.copyOf(outputs));
  }

  /**
   * Runs a graph on concrete tensors.
   *
   * @param donated which inputs may be used up; null for none
   */
  public static List<Tensor> run(Graph graph, List<Tensor> in, boolean @Nullable [] donated) {
    if (!Defaults.current().debugNans()) {
      return compiled(graph, in, donated);
    }
    List<Tensor> out = compiled(graph, in, null);
    NanCheck.require(graph, in, out);
    return out;
  }

  /** The program of a graph on the backend and under the settings in force. */
  public static Executable executable(Graph graph) {
    Latest latest = graph.derived(Latest.class, Latest::new);
    Ready ready = latest.ready;
    Defaults settings = Defaults.current();
    if (ready != null && (ready.settings == settings || ready.settings.equals(settings))) {
      return ready.executable;
    }
    Backend backend = Backends.current();
    Executable executable =
        graph.derived(new Compiled(backend, settings), () -> Compilation.compile(graph, backend));
    latest.ready = new Ready(settings, executable);
    return executable;
  }

  private static List<Tensor> compiled(Graph graph, List<Tensor> in, boolean @Nullable [] donated) {
    Executable executable = executable(graph);
    DeviceBuffer[] buffers = new DeviceBuffer[in.size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = ((ConcreteTensor) in.get(i)).buffer();
    }
    DeviceBuffer[] results = executable.run(buffers, donated);
    List<Tensor> out = new ArrayList<>(results.length);
    for (int i = 0; i < results.length; i++) {
      out.add(ConcreteTensor.of(graph.outputs().get(i).type(), results[i]));
    }
    return out;
  }
}
