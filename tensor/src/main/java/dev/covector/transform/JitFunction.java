package dev.covector.transform;

import dev.covector.CacheStatistics;
import dev.covector.Defaults;
import dev.covector.JitOptions;
import dev.covector.StateException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.graph.ClosedGraph;
import dev.covector.graph.Graph;
import dev.covector.op.JitCall;
import dev.covector.trace.AxisEnvironment;
import dev.covector.trace.ConcreteTensor;
import dev.covector.trace.Evaluation;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A function that is staged and compiled once per signature of its arguments. */
public final class JitFunction {
  private final TreeFunction function;
  private final JitOptions options;
  private final ConcurrentHashMap<Signature, Entry> cache = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Signature> last = new AtomicReference<>();
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong misses = new AtomicLong();

  private record Signature(
      Leaves.Layout layout,
      List<@Nullable Object> statics,
      List<TensorType> types,
      Defaults settings,
      Map<String, Integer> axes) {

    /** The signature in words, a part for each leaf and setting. */
    List<String> parts() {
      List<String> parts = new ArrayList<>();
      parts.add("structure " + layout.structure());
      List<String> paths = layout.paths();
      for (int i = 0; i < types.size(); i++) {
        parts.add("argument " + paths.get(i) + ": " + types.get(i));
      }
      layout.statics().stream()
          .filter(leaf -> leaf != Leaves.Hole.DYNAMIC)
          .forEach(leaf -> parts.add("static leaf " + leaf));
      statics.forEach(value -> parts.add("static argument " + value));
      parts.add("settings " + settings);
      parts.add("axes " + axes);
      return parts;
    }
  }

  private record Entry(Graph graph, List<Tensor> residuals, Leaves.Layout results) {}

  /** A function with the options of its compilation. */
  public JitFunction(TreeFunction function, JitOptions options) {
    this.function = function;
    this.options = options;
  }

  /** Calls the function. */
  public @Nullable Object call(@Nullable Object[] arguments) {
    @Nullable Object[] dynamic = arguments.clone();
    List<@Nullable Object> statics = new ArrayList<>();
    for (int index : options.staticArguments()) {
      requireArgument(index, arguments);
      statics.add(arguments[index]);
      dynamic[index] = null;
    }
    Leaves in = Leaves.of(dynamic);
    Entry entry = entry(arguments, statics, in);
    boolean[] donated = donated(arguments, in);
    List<Tensor> operands = in.tensors();
    if (!entry.residuals().isEmpty()) {
      operands = new ArrayList<>(entry.residuals());
      operands.addAll(in.tensors());
    }
    List<Tensor> out = run(entry, operands, donated);
    return entry.results().rebuild(out);
  }

  private List<Tensor> run(Entry entry, List<Tensor> operands, boolean @Nullable [] donated) {
    if (donated == null || !Trace.isEager()) {
      return Trace.bind(new JitCall(options.name(), entry.graph()), operands);
    }
    requireDonatable(operands, donated);
    List<Tensor> out = Evaluation.run(entry.graph(), operands, donated);
    for (int i = 0; i < donated.length; i++) {
      if (donated[i]) {
        ((ConcreteTensor) operands.get(i)).donate(options.name());
      }
    }
    return out;
  }

  private Entry entry(@Nullable Object[] arguments, List<@Nullable Object> statics, Leaves in) {
    Signature signature =
        new Signature(
            in.layout(), statics, in.types(), Defaults.current(), AxisEnvironment.current());
    Entry known = cache.get(signature);
    if (known != null) {
      hits.incrementAndGet();
      return known;
    }
    long traces = misses.incrementAndGet();
    Signature previous = last.getAndSet(signature);
    if (traces > options.maxTraces()) {
      throw new TransformException(
          "jit " + options.name() + ": traced " + traces + " times, its budget is "
              + options.maxTraces() + "; "
              + Retrace.explain(
                  previous == null ? List.of() : previous.parts(), signature.parts()));
    }
    Entry made = trace(arguments, in);
    if (made.residuals().isEmpty()) {
      cache.put(signature, made);
    }
    return made;
  }

  private Entry trace(@Nullable Object[] arguments, Leaves in) {
    FlatFunction flat =
        new FlatFunction(
            dynamic -> {
              for (int index : options.staticArguments()) {
                dynamic[index] = arguments[index];
              }
              return function.apply(dynamic);
            },
            in.layout());
    ClosedGraph closed = GraphTrace.stage("jit " + options.name(), in.types(), flat);
    return new Entry(closed.graph(), closed.residuals(), flat.results());
  }

  private boolean @Nullable [] donated(@Nullable Object[] arguments, Leaves in) {
    if (options.donatedArguments().isEmpty()) {
      return null;
    }
    boolean[] donated = new boolean[in.tensors().size()];
    int next = 0;
    for (int i = 0; i < arguments.length; i++) {
      int count =
          options.staticArguments().contains(i) ? 0 : Leaves.of(arguments[i]).tensors().size();
      if (options.donatedArguments().contains(i)) {
        Arrays.fill(donated, next, next + count, true);
      }
      next += count;
    }
    return donated;
  }

  private void requireDonatable(List<Tensor> operands, boolean[] donated) {
    Map<Tensor, Integer> seen = new IdentityHashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      Integer other = seen.put(operands.get(i), i);
      if (other != null && (donated[i] || donated[other])) {
        throw new StateException(
            "jit " + options.name() + ": the tensor " + operands.get(i).type()
                + " is donated, but passed twice (tensor leaves " + other + " and " + i
                + "); pass a copy, or do not donate it");
      }
    }
  }

  private void requireArgument(int index, @Nullable Object[] arguments) {
    if (index < 0 || index >= arguments.length) {
      throw new TransformException(
          "jit " + options.name() + ": there is no argument " + index + "; the function takes "
              + arguments.length);
    }
  }

  /** How often the cache answered, and how many programs it holds. */
  public CacheStatistics statistics() {
    return new CacheStatistics(hits.get(), misses.get(), cache.size());
  }
}
