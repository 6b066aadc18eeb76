package dev.covector.simd;

import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Load;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reduces few columns over many runs that lie one after the other as if several runs were one: each
 * column then has several cells, which are combined at the end. A call for each four runs and its
 * end cost more than the work: the sum over axis 0 of f32[1347, 100] took 36 us, and of f32[1347,
 * 10] 29 us. With several tasks each takes some neighbouring runs, so that the result depends on
 * the number of workers.
 */
final class JoinedColumns {
  /** Cells of a reduction: they stay in the first-level cache. */
  private static final long WIDTH = 2048;

  private static final long MOST_COLUMNS = WIDTH / 8;

  /** How many joined runs there have to be at least, so that combining the cells does not count. */
  private static final long LEAST_RUNS = 8;

  private final LoopPlan plan;
  private final LoopPlan joined;
  private final GeneratedLoop code;
  private final Combiner[] combiners;
  private final int[] reduces;
  private final long together;
  private final long cellBytes;
  private final SpareCursor cursors;
  private final SpareCursor ends;

  private JoinedColumns(
      LoopPlan plan,
      StreamTable table,
      GeneratedLoop code,
      Combiner[] combiners,
      int[] reduces,
      long together) {
    this.plan = plan;
    this.code = code;
    this.combiners = combiners;
    this.reduces = reduces;
    this.together = together;
    this.joined = join(plan, together);
    this.cursors = new SpareCursor(joined, new StreamTable(joined.extents(), joined.streams()));
    this.ends = new SpareCursor(plan, table);
    this.cellBytes = Scratch.align(together * plan.count() * Long.BYTES);
  }

  /**
   * The joined runs of a plan; empty where it has none.
   *
   * @param combiners by node; null where a node does not reduce
   * @param reduces the nodes that reduce
   */
  static Optional<JoinedColumns> of(
      LoopPlan plan, StreamTable table, GeneratedLoop code, Combiner[] combiners, int[] reduces) {
    long count = plan.count();
    boolean isOnePass =
        plan.key().column()
            && plan.outerRank() == 0
            && plan.extents().length == 2
            && plan.tile().isEmpty()
            && plan.passes().elements().size() == 1
            && plan.passes().elements().getFirst().stores().isEmpty();
    if (!isOnePass || count == 0 || count > MOST_COLUMNS) {
      return Optional.empty();
    }
    long together = Long.highestOneBit(Math.min(WIDTH / count, plan.runs() / LEAST_RUNS));
    return together > 1 && joins(plan)
        ? Optional.of(new JoinedColumns(plan, table, code, combiners, reduces, together))
        : Optional.empty();
  }

  /** Whether the pass over the elements takes but operands that are one walk. */
  private static boolean joins(LoopPlan plan) {
    PassShape shape = new PassShape(plan.key(), plan.passes().elements().getFirst());
    return IntStream.concat(
            shape.invariants().stream().mapToInt(i -> i),
            shape.variants().stream().mapToInt(i -> i))
        .allMatch(
            position ->
                switch (shape.node(position)) {
                  case Load load ->
                      JoinedRows.isFlat(plan.streams().get(load.access()), plan.count());
                  case Expression.Index index -> false;
                  case Expression.RowReduce reduce -> false;
                  case Expression.Constant c -> true;
                  case Expression.Apply a -> true;
                  case Expression.Convert c -> true;
                  case Expression.Bitcast b -> true;
                });
  }

  /** The plan of the pass over the elements, several runs in one; the last may be shorter. */
  private static LoopPlan join(LoopPlan plan, long together) {
    long width = together * plan.count();
    List<Stream> streams =
        plan.streams().stream()
            .map(
                s -> {
                  long[] strides = s.strides();
                  return s.withStrides(new long[] {strides[0] * together, strides[1]});
                })
            .toList();
    long[] extents = {Math.ceilDiv(plan.runs(), together), width};
    return new LoopPlan(plan.key(), plan.passes(), extents, 0, streams, Optional.empty());
  }

  /** Runs the loop in some tasks. */
  void run(MemorySegment[] buffers, Workers workers, long tasks) {
    Cut cut = Cut.into(plan.runs() / together, Math.min(tasks, plan.runs() / together));
    // of the calling thread: the pieces take no scratch memory themselves
    long scratch = Scratch.acquire(cut.parts() * reduces.length * cellBytes);
    if (cut.parts() == 1) {
      piece(buffers, cut, 0, scratch);
    } else {
      workers.run((int) cut.parts(), part -> piece(buffers, cut, part, scratch));
    }
    Cursor cursor = ends.take(buffers);
    long[] arguments = cursor.arguments();
    cursor.place(0);
    for (int i = 0; i < reduces.length; i++) {
      long cells = cells(scratch, 0, i);
      for (long part = 1; part < cut.parts(); part++) {
        combiners[reduces[i]].combine(cells, cells(scratch, part, i), plan.count());
      }
      arguments[plan.key().stateSlots() + reduces[i]] = cells;
    }
    code.pass(1, arguments, plan.count());
    ends.give(cursor);
  }

  private long cells(long scratch, long part, int reduce) {
    return scratch + (part * reduces.length + reduce) * cellBytes;
  }

  private void piece(MemorySegment[] buffers, Cut cut, long part, long scratch) {
    Cursor cursor = cursors.take(buffers);
    long[] arguments = cursor.arguments();
    for (int i = 0; i < reduces.length; i++) {
      long cells = cells(scratch, part, i);
      combiners[reduces[i]].fill(cells, joined.count());
      arguments[plan.key().stateSlots() + reduces[i]] = cells;
    }
    cursor.seek(0, 1, cut.start(part));
    Runs.pass(joined, code, cursor, 0, cut.size(part), 0, joined.count());
    long rest = plan.runs() % together;
    if (rest > 0 && part == cut.parts() - 1) {
      cursor.place(0);
      code.pass(0, arguments, rest * plan.count());
    }
    cursors.give(cursor);
    for (int i = 0; i < reduces.length; i++) {
      Combiner combiner = combiners[reduces[i]];
      long cells = cells(scratch, part, i);
      for (long half = together / 2; half > 0; half /= 2) {
        long columns = half * plan.count();
        combiner.combine(cells, cells + columns * combiner.dtype().byteSize(), columns);
      }
    }
  }
}
