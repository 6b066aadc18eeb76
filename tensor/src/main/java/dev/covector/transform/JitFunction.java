package dev.covector.transform;

import dev.covector.CacheStatistics;
import dev.covector.Defaults;
import dev.covector.JitOptions;
import dev.covector.StateException;
import dev.covector.Stateful;
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
import dev.covector.tree.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A function that is staged and compiled once per signature of its arguments. */
public final class JitFunction {
  private static final String STATIC_REMEDY =
      "; a number that changes every call is best passed as Tensor.of(number)";

  /** How many signatures are compared before one is looked up. */
  private static final int PREPARED = 4;

  private final TreeFunction function;
  private final JitOptions options;
  private final ConcurrentHashMap<Signature, Entry> cache = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Signature> last = new AtomicReference<>();
  private final boolean[] isStatic;

  /** The calls that came last, to be compared with the next. Copied when it changes. */
  private volatile PreparedCall[] prepared = new PreparedCall[0];

  private int oldest;
  private final LongAdder hits = new LongAdder();
  private final AtomicLong misses = new AtomicLong();

  private record Signature(
      Leaves.Layout layout,
      List<Static> statics,
      List<TensorType> types,
      Defaults settings,
      Map<String, Integer> axes) {

    /** The signature in words, a part for each leaf and setting. */
    List<Retrace.Part> parts() {
      List<Retrace.Part> parts = new ArrayList<>();
      parts.add(new Retrace.Part("the arguments' tree", layout.structure().toString(), ""));
      List<Path> paths = layout.structure().paths();
      int dynamic = 0;
      for (int i = 0; i < paths.size(); i++) {
        Object leaf = layout.statics().get(i);
        boolean isStatic = leaf != Leaves.Hole.DYNAMIC;
        Object value = isStatic ? leaf : types.get(dynamic++);
        parts.add(
            new Retrace.Part(
                "argument " + paths.get(i), value.toString(), isStatic ? STATIC_REMEDY : ""));
      }
      for (int i = 0; i < statics.size(); i++) {
        parts.add(
            new Retrace.Part(
                "static argument " + statics.get(i).index(),
                String.valueOf(statics.get(i).value()),
                STATIC_REMEDY));
      }
      parts.add(new Retrace.Part("the settings", settings.toString(), ""));
      parts.add(new Retrace.Part("the named axes", axes.toString(), ""));
      return parts;
    }
  }

  private record Static(int index, @Nullable Object value) {}

  private static final class Entry {
    final Graph graph;
    final List<Tensor> residuals;
    final Leaves.Layout results;
    volatile @Nullable PreparedCall prepared;

    Entry(Graph graph, List<Tensor> residuals, Leaves.Layout results) {
      this.graph = graph;
      this.residuals = residuals;
      this.results = results;
    }
  }

  /**
   * A function with the options of its compilation.
   *
   * @param count how many arguments it takes, at most 6
   */
  public JitFunction(TreeFunction function, JitOptions options, int count) {
    this.function = function;
    this.options = options;
    this.isStatic = new boolean[count];
    for (int i = 0; i < count; i++) {
      isStatic[i] = options.staticArguments().contains(i);
    }
  }

  /** Calls the function; arguments beyond those that it takes are ignored. */
  public @Nullable Object call(
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object c,
      @Nullable Object d,
      @Nullable Object e,
      @Nullable Object f) {
    PreparedCall[] known = prepared;
    if (known.length > 0 && Trace.isEager() && AxisEnvironment.current().isEmpty()) {
      Defaults settings = Defaults.current();
      for (PreparedCall call : known) {
        Object result = call.call(settings, a, b, c, d, e, f);
        if (result != PreparedCall.OTHER) {
          hits.increment();
          return result;
        }
      }
    }
    return lookUp(Arrays.copyOf(new @Nullable Object[] {a, b, c, d, e, f}, isStatic.length));
  }

  private @Nullable Object lookUp(@Nullable Object[] arguments) {
    @Nullable Object[] dynamic = arguments.clone();
    List<Static> statics = new ArrayList<>();
    for (int index : options.staticArguments()) {
      requireArgument(index, arguments);
      requireStatic(index, arguments[index]);
      statics.add(new Static(index, arguments[index]));
      dynamic[index] = null;
    }
    Leaves in = Leaves.of(dynamic);
    Entry entry = entry(arguments, statics, in);
    boolean[] donated = donated(arguments, in);
    List<Tensor> operands = in.tensors();
    if (!entry.residuals.isEmpty()) {
      operands = new ArrayList<>(entry.residuals);
      operands.addAll(in.tensors());
    }
    List<Tensor> out = run(entry, in, operands, donated);
    if (entry.residuals.isEmpty() && Trace.isEager()) {
      prepare(entry, arguments, in, donated);
    }
    return entry.results.rebuild(out);
  }

  /** Makes the next call of this kind fast. */
  private void prepare(
      Entry entry, @Nullable Object[] arguments, Leaves in, boolean @Nullable [] donated) {
    if (Defaults.current().debugNans() || !AxisEnvironment.current().isEmpty()) {
      return;
    }
    PreparedCall call = entry.prepared;
    if (call == null) {
      call =
          new PreparedCall(
              options.name(), arguments, isStatic, in, donated, entry.graph, entry.results);
      entry.prepared = call;
    }
    synchronized (this) {
      PreparedCall[] known = prepared;
      if (!Arrays.asList(known).contains(call)) {
        int room = Math.min(known.length + 1, PREPARED);
        PreparedCall[] next = Arrays.copyOf(known, room);
        next[oldest] = call;
        oldest = (oldest + 1) % PREPARED;
        prepared = next;
      }
    }
  }

  private List<Tensor> run(
      Entry entry, Leaves in, List<Tensor> operands, boolean @Nullable [] donated) {
    if (donated == null || !Trace.isEager()) {
      return Trace.bind(new JitCall(options.name(), entry.graph), operands);
    }
    requireDonatable(entry.graph, in, donated);
    List<Tensor> out = Evaluation.run(entry.graph, operands, donated);
    for (int i = 0; i < donated.length; i++) {
      if (donated[i]) {
        ((ConcreteTensor) operands.get(i)).donate(options.name());
      }
    }
    return out;
  }

  private Entry entry(@Nullable Object[] arguments, List<Static> statics, Leaves in) {
    Signature signature =
        new Signature(
            in.layout(), statics, in.types(), Defaults.current(), AxisEnvironment.current());
    Entry known = cache.get(signature);
    if (known != null) {
      hits.increment();
      return known;
    }
    requireNoState(statics, in);
    long traces = misses.incrementAndGet();
    Signature previous = last.getAndSet(signature);
    if (traces > options.maxTraces()) {
      throw new TransformException(
          "jit "
              + options.name()
              + ": traced "
              + traces
              + " times, its budget is "
              + options.maxTraces()
              + "; "
              + Retrace.explain(
                  previous == null ? List.of() : previous.parts(), signature.parts()));
    }
    Entry made = trace(arguments, in);
    if (made.residuals.isEmpty()) {
      cache.put(signature, made);
    }
    return made;
  }

  private void requireNoState(List<Static> statics, Leaves in) {
    for (Object leaf : in.layout().statics()) {
      requireNoState(leaf);
      if (HiddenTensors.in(leaf)) {
        throw new TransformException(
            "jit %s: an argument is a %s, whose tensors are not seen: it is no record, data class or registered type, and the program would keep those of its first call; make it one of these, or close over it"
                .formatted(options.name(), leaf.getClass().getSimpleName()));
      }
    }
    for (Static argument : statics) {
      requireNoState(argument.value());
    }
  }

  private void requireNoState(@Nullable Object argument) {
    if (argument instanceof Stateful stateful) {
      throw new TransformException(
          "jit %s: an argument is a %s, whose values change; the program would keep those of its first call: %s"
              .formatted(options.name(), argument.getClass().getSimpleName(), stateful.remedy()));
    }
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
    Leaves.Layout results = flat.results();
    // a state goes in as it came out: then the next call need not compare its keys
    Leaves.Layout sharing =
        new Leaves.Layout(results.structure().sharing(in.layout().structure()), results.statics());
    return new Entry(closed.graph(), closed.residuals(), sharing);
  }

  private boolean @Nullable [] donated(@Nullable Object[] arguments, Leaves in) {
    if (options.donatedArguments().isEmpty()) {
      return null;
    }
    options.donatedArguments().forEach(index -> requireArgument(index, arguments));
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

  private void requireDonatable(Graph graph, Leaves in, boolean[] donated) {
    List<Tensor> operands = in.tensors();
    Map<Tensor, Integer> seen = new IdentityHashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      ((ConcreteTensor) operands.get(i)).requireAlive("jit " + options.name());
      Integer other = seen.put(operands.get(i), i);
      if (other != null && (donated[i] || donated[other])) {
        throw cannotDonate(in, i, "is also passed as argument " + in.layout().place(other));
      }
      if (donated[i] && ((ConcreteTensor) operands.get(i)).isBorrowed()) {
        throw cannotDonate(in, i, "wraps memory that is not Covector's");
      }
    }
    for (ConcreteTensor constant : ClosedOver.by(graph)) {
      Integer place = seen.get(constant);
      if (place != null && donated[place]) {
        throw cannotDonate(in, place, "is also closed over by the function");
      }
    }
  }

  private StateException cannotDonate(Leaves in, int leaf, String why) {
    return new StateException(
        "jit "
            + options.name()
            + ": argument "
            + in.layout().place(leaf)
            + ", "
            + in.types().get(leaf)
            + ", is donated, but "
            + why
            + "; pass a copy, or do not donate it");
  }

  private void requireStatic(int index, @Nullable Object argument) {
    List<Tensor> tensors = Leaves.of(argument).tensors();
    if (!tensors.isEmpty()) {
      throw new TransformException(
          "jit "
              + options.name()
              + ": argument "
              + index
              + " is static, but holds the tensor "
              + tensors.getFirst().type()
              + "; static arguments are compared with equals: pass numbers, strings or records of"
              + " those, or do not make it static");
    }
  }

  private void requireArgument(int index, @Nullable Object[] arguments) {
    if (index < 0 || index >= arguments.length) {
      throw new TransformException(
          "jit "
              + options.name()
              + ": there is no argument "
              + index
              + "; the function takes "
              + arguments.length);
    }
  }

  /** How often the cache answered, and how many programs it holds. */
  public CacheStatistics statistics() {
    return new CacheStatistics(hits.sum(), misses.get(), cache.size());
  }
}
