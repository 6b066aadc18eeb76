package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Bitcast;
import dev.covector.kernel.Expression.Constant;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.ScalarFn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Turns a pass into steps over blocks, in as few registers as its values need. */
final class BlockCompiler {
  private static final int KINDS = ScalarKind.values().length;

  private final PassShape shape;
  private final LoopKey key;
  private final LoopForm form;
  private final int[] registers = new int[KINDS];
  private final List<Deque<Integer>> spare = new ArrayList<>();
  private final int[] register;
  private final int[] uses;
  private List<BlockStep> steps = new ArrayList<>();

  BlockCompiler(PassShape shape, LoopForm form) {
    this.shape = shape;
    this.key = shape.key();
    this.form = form;
    int nodes = key.body().nodes().size();
    this.register = new int[nodes];
    this.uses = new int[nodes];
    for (int kind = 0; kind < KINDS; kind++) {
      spare.add(new ArrayDeque<>());
    }
  }

  /** How many registers of each kind the pass needs. */
  int[] registers() {
    return registers;
  }

  /** The steps; empty where blocks do not serve a node. */
  Optional<BlockCode.Pass> compile() {
    boolean served =
        shape.invariants().stream().allMatch(this::serves)
            && shape.variants().stream().allMatch(this::serves)
            && shape.pass().reduces().stream().allMatch(this::servesReduce)
            && shape.pass().stores().stream().allMatch(this::servesStore);
    if (!served) {
      return Optional.empty();
    }
    countUses();
    List<Integer> filled = shape.invariants().stream().filter(i -> uses[i] > 0).toList();
    // invariant values stay where they are
    shape.invariants().forEach(i -> uses[i] = Integer.MAX_VALUE);
    shape.invariants().forEach(this::node);
    List<BlockStep> before = steps;
    steps = new ArrayList<>();
    shape.variants().forEach(this::node);
    List<BlockStep> computed = steps;
    steps = new ArrayList<>();
    shape.pass().stores().forEach(this::store);
    List<BlockStep> stores = steps;
    return Optional.of(
        new BlockCode.Pass(
            array(before),
            filled.stream()
                .map(i -> new BlockCode.Fill(kind(i), register[i]))
                .toArray(BlockCode.Fill[]::new),
            stretches(computed, stores),
            form.perRow()));
  }

  private List<BlockCode.Stretch> stretches(List<BlockStep> computed, List<BlockStep> stores) {
    if (form.perRow()) {
      BlockStep[] none = {};
      List<BlockStep> once = new ArrayList<>(computed);
      once.addAll(stores);
      return List.of(new BlockCode.Stretch(1, none, none, array(once)));
    }
    boolean hasLanes =
        form.hasVectors()
            && !key.column()
            && shape.pass().reduces().stream().anyMatch(this::isOrdered);
    if (!hasLanes) {
      return List.of(stretch(0, 1, computed, stores));
    }
    int lanes = VectorWidth.bits() / 8 / form.laneBytes();
    int width = lanes * shape.accumulatorCount();
    return List.of(
        stretch(width, width, computed, stores),
        stretch(form.masked() ? lanes : 0, 1, computed, stores));
  }

  /** Whether the order in which a reduction goes through a row makes a difference. */
  private boolean isOrdered(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    boolean rounds = reduce.combiner() == ScalarFn.ADD || reduce.combiner() == ScalarFn.MUL;
    return rounds && (reduce.dtype() == DType.F32 || reduce.dtype() == DType.F64);
  }

  /**
   * A stretch of a run.
   *
   * @param sums the lanes of all accumulators of a sum; 0 for one sum in order
   * @param width what the stretch is a multiple of
   */
  private BlockCode.Stretch stretch(
      int sums, int width, List<BlockStep> computed, List<BlockStep> stores) {
    List<BlockStep> start = new ArrayList<>();
    List<BlockStep> end = new ArrayList<>();
    steps = new ArrayList<>(computed);
    for (int position : shape.pass().reduces()) {
      if (key.column()) {
        reduceCell(position);
      } else if (sums > 0 && isOrdered(position)) {
        reduceLanes(position, sums, start, end);
      } else {
        reduce(position, start, end);
      }
    }
    steps.addAll(stores);
    return new BlockCode.Stretch(width, array(start), array(steps), array(end));
  }

  private static BlockStep[] array(List<BlockStep> steps) {
    return steps.toArray(BlockStep[]::new);
  }

  /** What blocks take: how often variant nodes are read; what is reduced or stored stays. */
  private void countUses() {
    for (int position : shape.variants()) {
      if (shape.reloaded(position) < 0 && !(shape.node(position) instanceof RowReduce)) {
        Passes.arguments(shape.node(position)).forEach(a -> uses[a]++);
      }
    }
    int forGood = Integer.MAX_VALUE / 2;
    shape.pass().reduces().forEach(r -> uses[((RowReduce) shape.node(r)).argument()] = forGood);
    shape.pass().stores().forEach(s -> uses[s.node()] = forGood);
  }

  private boolean serves(int position) {
    Node node = shape.node(position);
    if (!BlockMemory.serves(node.dtype())) {
      return false;
    }
    if (shape.reloaded(position) >= 0) {
      return true;
    }
    return switch (node) {
      case Load load -> isReachable(key.streams().get(load.access()));
      case Constant constant -> true;
      case Index index -> index.dtype() != DType.BOOL;
      case Apply apply -> serves(apply);
      case Convert convert -> BlockMemory.serves(shape.node(convert.argument()).dtype());
      case Bitcast bitcast ->
          bitcast.dtype() != DType.BOOL && shape.node(bitcast.argument()).dtype() != DType.BOOL;
      case RowReduce reduce -> true;
    };
  }

  private boolean isReachable(LoopKey.Operand operand) {
    return operand.dynamic().stream()
        .map(key.streams()::get)
        .allMatch(s -> BlockMemory.serves(s.dtype()) && s.dynamic().isEmpty());
  }

  private boolean serves(Apply apply) {
    DType argument = shape.node(apply.arguments().getFirst()).dtype();
    if (apply.fn() == ScalarFn.SELECT) {
      return true;
    }
    if (!BlockMemory.serves(argument) || !apply.fn().isPredicate() && argument != apply.dtype()) {
      return false;
    }
    return switch (apply.fn()) {
      case ABS, SIGN -> !argument.isUnsigned() && argument != DType.BOOL;
      case AND, OR, XOR, NOT, MAX, MIN, EQ, NE, LT, LE, GT, GE -> true;
      default -> argument != DType.BOOL;
    };
  }

  private boolean servesReduce(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    boolean isBitwise = reduce.combiner() != ScalarFn.ADD && reduce.combiner() != ScalarFn.MUL;
    return BlockMemory.serves(reduce.dtype())
        && shape.node(reduce.argument()).dtype() == reduce.dtype()
        && (reduce.dtype() != DType.BOOL || isBitwise);
  }

  private boolean servesStore(LoopKey.Target target) {
    return key.streams().get(target.stream()).dynamic().isEmpty();
  }

  private ScalarKind kind(int position) {
    return ScalarKind.of(shape.node(position).dtype());
  }

  private int take(ScalarKind kind) {
    Integer free = spare.get(kind.ordinal()).poll();
    return free != null ? free : registers[kind.ordinal()]++;
  }

  private void give(ScalarKind kind, int free) {
    spare.get(kind.ordinal()).push(free);
  }

  /** The register of an argument, which may be free after it. */
  private int use(int position) {
    if (--uses[position] == 0) {
      give(kind(position), register[position]);
    }
    return register[position];
  }

  private void node(int position) {
    Node node = shape.node(position);
    ScalarKind kind = kind(position);
    int kept = shape.reloaded(position);
    if (kept >= 0) {
      register[position] = take(kind);
      steps.add(new BlockStep.Load(node.dtype(), register[position], place(kept)));
      return;
    }
    switch (node) {
      case Load load -> load(position, load);
      case Constant constant -> {
        register[position] = take(kind);
        steps.add(new BlockStep.Set(kind, register[position], constant.bits()));
      }
      case Index index -> index(position, index);
      case Apply apply -> apply(position, apply);
      case Convert convert -> {
        int in = use(convert.argument());
        register[position] = take(kind);
        DType from = shape.node(convert.argument()).dtype();
        steps.add(new BlockStep.Convert(from, in, node.dtype(), register[position]));
      }
      case Bitcast bitcast -> {
        int in = use(bitcast.argument());
        register[position] = take(kind);
        DType from = shape.node(bitcast.argument()).dtype();
        steps.add(new BlockStep.Bitcast(from, in, node.dtype(), register[position]));
      }
      case RowReduce reduce -> {
        register[position] = take(kind);
        steps.add(
            key.column()
                ? new BlockStep.Load(reduce.dtype(), register[position], cell(position))
                : new BlockStep.State(kind, register[position], key.stateSlots() + position));
      }
    }
  }

  private void load(int position, Load load) {
    LoopKey.Operand operand = key.streams().get(load.access());
    ScalarKind kind = kind(position);
    if (operand.dynamic().isEmpty()) {
      register[position] = take(kind);
      steps.add(new BlockStep.Load(load.dtype(), register[position], place(load.access())));
      return;
    }
    int addresses = take(ScalarKind.LONG);
    steps.add(new BlockStep.Iota(addresses, place(load.access())));
    for (int t = 0; t < operand.dynamic().size(); t++) {
      int source = operand.dynamic().get(t);
      DType dtype = key.streams().get(source).dtype();
      ScalarKind sourceKind = ScalarKind.of(dtype);
      int read = take(sourceKind);
      int indices = take(ScalarKind.LONG);
      steps.add(new BlockStep.Load(dtype, read, place(source)));
      steps.add(new BlockStep.Convert(dtype, read, DType.I64, indices));
      int term = key.termSlots() + 2 * (operand.firstTerm() + t);
      steps.add(new BlockStep.Move(addresses, indices, term));
      give(ScalarKind.LONG, indices);
      give(sourceKind, read);
    }
    give(ScalarKind.LONG, addresses);
    register[position] = take(kind);
    steps.add(new BlockStep.Gather(load.dtype(), register[position], addresses));
  }

  private void index(int position, Index index) {
    int positions = take(ScalarKind.LONG);
    steps.add(new BlockStep.Iota(positions, place(key.iotas().get(index.dimension()))));
    give(ScalarKind.LONG, positions);
    register[position] = take(kind(position));
    steps.add(new BlockStep.Convert(DType.I64, positions, index.dtype(), register[position]));
  }

  private void apply(int position, Apply apply) {
    DType dtype = shape.node(apply.arguments().getFirst()).dtype();
    ScalarFn fn = apply.fn();
    List<Integer> in = apply.arguments().stream().map(this::use).toList();
    int out = take(kind(position));
    register[position] = out;
    if (fn == ScalarFn.SELECT) {
      steps.add(new BlockStep.Select(kind(position), in.get(0), in.get(1), in.get(2), out));
      return;
    }
    boolean unsigned = isSigned(fn) && (dtype == DType.U32 || dtype == DType.U64);
    steps.add(
        switch (ScalarKind.of(dtype)) {
          case INT ->
              fn == ScalarFn.NOT && dtype == DType.BOOL
                  ? new BlockStep.Not(in.getFirst(), out)
                  : new BlockStep.Ints(fn, unsigned, in, out);
          case LONG -> new BlockStep.Longs(fn, unsigned, in, out);
          case FLOAT -> new BlockStep.Floats(fn, in, out);
          case DOUBLE -> new BlockStep.Doubles(fn, in, out);
        });
  }

  /** Whether a function of integers depends on their signedness. */
  private static boolean isSigned(ScalarFn fn) {
    return switch (fn) {
      case DIV, REM, POW, MAX, MIN, LT, LE, GT, GE -> true;
      default -> false;
    };
  }

  private void reduce(int position, List<BlockStep> start, List<BlockStep> end) {
    RowReduce reduce = (RowReduce) shape.node(position);
    boolean wide = reduce.combiner() == ScalarFn.ADD && reduce.dtype() == DType.F32;
    int value = registers[(wide ? ScalarKind.DOUBLE : kind(position)).ordinal()]++;
    int slot = key.stateSlots() + position;
    start.add(new BlockStep.Begin(reduce.combiner(), reduce.dtype(), slot, value));
    steps.add(
        new BlockStep.Reduce(
            reduce.combiner(), reduce.dtype(), register[reduce.argument()], value));
    end.add(new BlockStep.End(reduce.combiner(), reduce.dtype(), slot, value));
  }

  private void reduceLanes(int position, int width, List<BlockStep> start, List<BlockStep> end) {
    RowReduce reduce = (RowReduce) shape.node(position);
    ScalarFn combiner = reduce.combiner();
    DType dtype = reduce.dtype();
    int sums = registers[kind(position).ordinal()]++;
    int slot = key.stateSlots() + position;
    int lanes = VectorWidth.bits() / 8 / form.laneBytes();
    start.add(new BlockStep.StartLanes(combiner, dtype, sums, width));
    steps.add(new BlockStep.Lanes(combiner, dtype, register[reduce.argument()], sums, width));
    end.add(new BlockStep.EndLanes(combiner, dtype, slot, sums, width, lanes));
  }

  private void reduceCell(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    ScalarKind kind = kind(position);
    int cells = take(kind);
    BlockStep.Place place = cell(position);
    steps.add(new BlockStep.Load(reduce.dtype(), cells, place));
    List<Integer> in = List.of(cells, register[reduce.argument()]);
    boolean unsigned =
        isSigned(reduce.combiner()) && (reduce.dtype() == DType.U32 || reduce.dtype() == DType.U64);
    steps.add(
        switch (kind) {
          case INT -> new BlockStep.Ints(reduce.combiner(), unsigned, in, cells);
          case LONG -> new BlockStep.Longs(reduce.combiner(), unsigned, in, cells);
          case FLOAT -> new BlockStep.Floats(reduce.combiner(), in, cells);
          case DOUBLE -> new BlockStep.Doubles(reduce.combiner(), in, cells);
        });
    steps.add(new BlockStep.Store(reduce.dtype(), cells, place));
    give(kind, cells);
  }

  private void store(LoopKey.Target target) {
    DType dtype = shape.node(target.node()).dtype();
    steps.add(new BlockStep.Store(dtype, register[target.node()], place(target.stream())));
  }

  private BlockStep.Place place(int stream) {
    LoopKey.Operand operand = key.streams().get(stream);
    return switch (operand.layout()) {
      case BROADCAST -> new BlockStep.Place(stream, -1, 0);
      case CONTIGUOUS ->
          new BlockStep.Place(
              stream, -1, operand.role() == Stream.Role.IOTA ? 1 : operand.dtype().byteSize());
      case STRIDED -> new BlockStep.Place(stream, key.stepSlots() + stream, 0);
    };
  }

  /** The cells of a column reduction. */
  private BlockStep.Place cell(int position) {
    DType dtype = shape.node(position).dtype();
    return new BlockStep.Place(key.stateSlots() + position, -1, dtype.byteSize());
  }
}
