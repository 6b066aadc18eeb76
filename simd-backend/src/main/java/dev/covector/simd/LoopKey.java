package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression;
import java.util.Arrays;
import java.util.List;

/**
 * All that generated code depends on: two loops with equal keys share one class.
 *
 * @param column whether the vector runs along an outer dimension and reductions accumulate in
 *     memory, one cell per column
 * @param nested whether vector code of an elementwise loop goes through several runs in one call
 * @param streams the operands: loads, stores, indices, and what dynamic terms read
 * @param iotas the stream of each index node, by dimension of the original loop; -1 for none
 * @param stores what is stored
 * @param kept values that a pass leaves in scratch memory for later passes
 */
record LoopKey(
    Expression body,
    boolean column,
    boolean nested,
    List<Operand> streams,
    List<Integer> iotas,
    List<Target> stores,
    List<Kept> kept) {
  private static final int WARM_UP_RUNS = 2;

  /** Copies the lists. */
  LoopKey {
    streams = List.copyOf(streams);
    iotas = List.copyOf(iotas);
    stores = List.copyOf(stores);
    kept = List.copyOf(kept);
  }

  /**
   * A value that is dear to compute and needed in several passes.
   *
   * @param pass the pass that computes it
   * @param stream the scratch memory
   */
  record Kept(int node, int pass, int stream) {}

  /**
   * An operand.
   *
   * @param dynamic the streams of its terms that change along the innermost dimension, and the
   *     number of the first of them among all such terms
   */
  record Operand(
      Stream.Role role, DType dtype, LayoutClass layout, List<Integer> dynamic, int firstTerm) {
    /** Copies the list. */
    Operand {
      dynamic = List.copyOf(dynamic);
    }

    /** Whether it has one value for the whole innermost run. */
    boolean isInvariant() {
      return layout == LayoutClass.BROADCAST && dynamic.isEmpty();
    }
  }

  /**
   * A store.
   *
   * @param stream where to
   * @param perRow whether it happens once per row
   */
  record Target(int stream, int node, boolean perRow) {}

  /** The same with vector code that goes through several runs. */
  LoopKey asNested() {
    return new LoopKey(body, column, true, streams, iotas, stores, kept);
  }

  /** Whether the loop only copies elements of four bytes from one place to another. */
  boolean isCopy() {
    return body.nodes().size() == 1
        && body.nodes().getFirst() instanceof Expression.Load load
        && load.dtype().byteSize() == Integer.BYTES
        && stores.size() == 1
        && !stores.getFirst().perRow()
        && streams.stream().allMatch(s -> s.dynamic().isEmpty());
  }

  /** How many terms change along the innermost dimension. Asked in every run: no stream of Java. */
  int innerTerms() {
    int terms = 0;
    for (int i = 0; i < streams.size(); i++) {
      terms += streams.get(i).dynamic().size();
    }
    return terms;
  }

  /** Where the steps of the streams start in the arguments; before them are their addresses. */
  int stepSlots() {
    return streams.size();
  }

  /** Where the pairs (scale, limit) of the inner terms start in the arguments. */
  int termSlots() {
    return 2 * streams.size();
  }

  /** Where the reductions' values (or the addresses of their cells) start in the arguments. */
  int stateSlots() {
    return termSlots() + 2 * innerTerms();
  }

  /** Where the steps of the streams from one run to the next start in the arguments. */
  int acrossSlots() {
    return stateSlots() + body.nodes().size();
  }

  /** Where nested code finds how many runs there are. */
  int runsSlot() {
    return acrossSlots() + streams.size();
  }

  /** How many arguments there are; reductions are numbered by their node. */
  int slots() {
    return runsSlot() + 1;
  }

  /** Arguments for a run over contiguous scratch memory. */
  long[] scratchArguments(long read, long written) {
    long[] arguments = new long[slots()];
    for (int s = 0; s < streams.size(); s++) {
      arguments[s] =
          switch (streams.get(s).role()) {
            case LOAD, INDEX -> read;
            case STORE, KEPT -> written;
            case IOTA -> 0;
          };
    }
    if (column) {
      Arrays.fill(arguments, stateSlots(), acrossSlots(), written);
    }
    if (nested) {
      arguments[runsSlot()] = WARM_UP_RUNS;
    }
    return arguments;
  }

  /** The work of one vector, in simple operations. */
  int work() {
    double nanos = 0;
    for (Expression.Node node : body.nodes()) {
      nanos += LoopCost.perNode(node);
    }
    return (int) (nanos / LoopCost.SIMPLE);
  }
}
