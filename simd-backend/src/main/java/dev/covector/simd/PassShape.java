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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The nodes that a pass needs, and which of them do not change along the run. */
final class PassShape {
  /** How many runs of columns a turn of a vector loop takes whose body is a few instructions. */
  private static final int LIGHT_RUNS = 4;

  /** With longer bodies: what belongs to the column is computed once for all of them. */
  private static final int HEAVY_RUNS = 2;

  /** The cost of a body up to which it may stand twice in a method that HotSpot still compiles. */
  private static final double HEAVY = 1.5;

  private final LoopKey key;
  private final Passes.Pass pass;
  private final List<Integer> invariants = new ArrayList<>();
  private final List<Integer> variants = new ArrayList<>();

  PassShape(LoopKey key, Passes.Pass pass) {
    this.key = key;
    this.pass = pass;
    classify();
  }

  LoopKey key() {
    return key;
  }

  Passes.Pass pass() {
    return pass;
  }

  Node node(int position) {
    return key.body().nodes().get(position);
  }

  /** The stream that a value is read from which an earlier pass has kept; -1 for other values. */
  int reloaded(int position) {
    for (LoopKey.Kept kept : pass.reloads()) {
      if (kept.node() == position) {
        return kept.stream();
      }
    }
    return -1;
  }

  private boolean isReloaded(int position) {
    return reloaded(position) >= 0;
  }

  /** The needed nodes that have one value for the whole run, in order. */
  List<Integer> invariants() {
    return invariants;
  }

  /** The other needed nodes, in order. */
  List<Integer> variants() {
    return variants;
  }

  /** Whether bytes of bools are read or written along the run. */
  boolean usesBoolMemory() {
    return variants.stream().anyMatch(v -> node(v) instanceof Load l && l.dtype() == DType.BOOL)
        || pass.stores().stream().anyMatch(s -> node(s.node()).dtype() == DType.BOOL);
  }

  /** Whether vector code can mask what is less than a vector at the end of a run. */
  boolean hasMasks(int laneBytes) {
    boolean hasBytes = VectorOps.hasBytes(VectorWidth.bits() / 8 / laneBytes);
    return VectorWidth.hasMasks() && (hasBytes || !usesBoolMemory());
  }

  /** The nodes that the loop itself reads: variants, what they take, what is reduced or stored. */
  Set<Integer> operands() {
    Set<Integer> operands = new TreeSet<>(variants);
    for (int position : variants) {
      if (isReloaded(position)) {
        continue;
      }
      if (node(position) instanceof Apply apply && isShift(apply.fn())) {
        operands.add(apply.arguments().getFirst());
      } else if (!(node(position) instanceof RowReduce)) {
        operands.addAll(Passes.arguments(node(position)));
      }
    }
    pass.reduces().forEach(r -> operands.add(((RowReduce) node(r)).argument()));
    pass.stores().forEach(s -> operands.add(s.node()));
    return operands;
  }

  private static boolean isShift(ScalarFn fn) {
    return switch (fn) {
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> true;
      default -> false;
    };
  }

  /** How many accumulators hide the latency of a reduction without a body that is too long. */
  int accumulatorCount() {
    boolean reduces = !pass.reduces().isEmpty() && !key.column();
    List<Integer> computed = variants.stream().filter(v -> !isReloaded(v)).toList();
    return reduces && variants.size() <= 12 && LoopCost.isLight(key.body(), computed) ? 4 : 1;
  }

  /**
   * How many runs of columns a turn of the vector loop takes, so that it loads and stores each cell
   * once for all of them and reads several lines of memory at a time. Only one where the steps from
   * run to run do not tell all: where something changes with the run alone, or an address depends
   * on an element; and where a body is very long already.
   */
  int runsPerTurn() {
    boolean accumulates = key.column() && !pass.reduces().isEmpty() && pass.stores().isEmpty();
    boolean isAffine = key.streams().stream().allMatch(s -> s.dynamic().isEmpty());
    boolean changes = invariants.stream().anyMatch(i -> !isConstant(node(i)));
    boolean isShort = variants.size() <= 12;
    if (!accumulates || !isAffine || changes || !pass.reloads().isEmpty() || !isShort) {
      return 1;
    }
    if (LoopCost.isLight(key.body(), variants)) {
      return LIGHT_RUNS;
    }
    double cost = variants.stream().mapToDouble(v -> LoopCost.perNode(node(v))).sum();
    return cost <= HEAVY ? HEAVY_RUNS : 1;
  }

  /** Whether a variant of a loop over columns is the same in all runs: it depends on cells only. */
  boolean isOfColumn(int position) {
    Node node = node(position);
    if (!key.column() || isReloaded(position) || node instanceof Load || node instanceof Index) {
      return false;
    }
    return node instanceof RowReduce
        || Passes.arguments(node).stream().allMatch(a -> isConstant(node(a)) || isOfColumn(a));
  }

  /** Whether a node of the invariant ones is the same in all runs. */
  private boolean isConstant(Node node) {
    return switch (node) {
      case Constant constant -> true;
      case Load load -> false;
      case Index index -> false;
      case RowReduce reduce -> false;
      case Apply apply -> apply.arguments().stream().allMatch(a -> isConstant(node(a)));
      case Convert convert -> isConstant(node(convert.argument()));
      case Bitcast bitcast -> isConstant(node(bitcast.argument()));
    };
  }

  /** The amount by which {@code (x << r) | (x >>> (bits - r))} rotates left; -1 for another OR. */
  int rotation(Apply or) {
    if (or.fn() != ScalarFn.OR
        || or.arguments().stream().anyMatch(this::isReloaded)
        || !(node(or.arguments().get(0)) instanceof Apply left)
        || !(node(or.arguments().get(1)) instanceof Apply right)
        || left.fn() != ScalarFn.SHIFT_LEFT
        || right.fn() != ScalarFn.SHIFT_RIGHT_LOGICAL
        || !left.arguments().getFirst().equals(right.arguments().getFirst())
        || !(node(left.arguments().get(1)) instanceof Constant l)
        || !(node(right.arguments().get(1)) instanceof Constant r)) {
      return -1;
    }
    boolean whole = l.bits() > 0 && r.bits() > 0 && l.bits() + r.bits() == or.dtype().bits();
    return whole ? (int) l.bits() : -1;
  }

  private void classify() {
    int count = key.body().nodes().size();
    boolean[] needed = new boolean[count];
    pass.reduces().forEach(r -> needed[((RowReduce) node(r)).argument()] = true);
    pass.stores().forEach(s -> needed[s.node()] = true);
    boolean[] invariant = new boolean[count];
    for (int i = count - 1; i >= 0; i--) {
      if (needed[i] && !(node(i) instanceof RowReduce) && !isReloaded(i)) {
        Passes.arguments(node(i)).forEach(a -> needed[a] = true);
      }
    }
    for (int i = 0; i < count; i++) {
      if (needed[i]) {
        invariant[i] = !isReloaded(i) && isInvariant(node(i), invariant);
        (invariant[i] ? invariants : variants).add(i);
      }
    }
  }

  private boolean isInvariant(Node node, boolean[] invariant) {
    return switch (node) {
      case Load load -> key.streams().get(load.access()).isInvariant();
      case Constant constant -> true;
      case Index index -> key.streams().get(key.iotas().get(index.dimension())).isInvariant();
      case Apply apply -> apply.arguments().stream().allMatch(a -> invariant[a]);
      case Convert convert -> invariant[convert.argument()];
      case Bitcast bitcast -> invariant[bitcast.argument()];
      case RowReduce reduce -> !key.column();
    };
  }
}
