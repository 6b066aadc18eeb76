package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a generated loop over its iteration space, in parallel where that pays. */
final class LoopKernel implements CompiledKernel {
  /** Columns per task: their cells stay in the first-level cache. */
  private static final long COLUMN_BLOCK = 1024;

  private final LoopPlan plan;
  private final StreamTable table;
  private final GeneratedLoop code;
  private final Workers workers;
  private final List<Reach> reaches;
  private final int[] reduces;
  private final Combiner[] combiners;
  private final double cost;
  private final int stateSlots;

  LoopKernel(Loop loop, LoopCache cache, Workers workers) {
    this.plan = LoopPlan.of(loop);
    this.table = new StreamTable(plan.extents(), plan.streams());
    this.code = cache.get(plan.key());
    this.workers = workers;
    this.stateSlots = plan.key().stateSlots();
    this.reaches =
        plan.points() == 0 && plan.rows() == 0
            ? List.of()
            : plan.streams().stream()
                .filter(s -> s.buffer() >= 0)
                .map(s -> Reach.of(s, plan.extents()))
                .toList();
    List<Expression.Node> nodes = plan.key().body().nodes();
    this.reduces =
        IntStream.range(0, nodes.size()).filter(i -> nodes.get(i) instanceof RowReduce).toArray();
    this.combiners = new Combiner[nodes.size()];
    for (int r : reduces) {
      combiners[r] = new Combiner(((RowReduce) nodes.get(r)).combiner(), nodes.get(r).dtype());
    }
    this.cost = LoopCost.perElement(plan.key());
  }

  @Override
  public void run(MemorySegment[] buffers) {
    if (plan.rows() == 0 || (reduces.length == 0 && plan.points() == 0)) {
      return;
    }
    for (Reach reach : reaches) {
      reach.check(buffers);
    }
    long rows = plan.rows();
    long count = plan.count();
    boolean cutInner = reduces.length == 0 || plan.key().column();
    long tasks = workers.tasks(plan.points() * cost);
    if (!cutInner && tasks > 1 && rows < workers.count()) {
      for (long row = 0; row < rows; row++) {
        new SplitRow(plan, table, code, combiners, buffers, row, workers.count()).run(workers);
      }
      return;
    }
    long blocks = 1;
    if (cutInner && rows < tasks) {
      blocks = Math.min((tasks + rows - 1) / rows, Math.max(1, count / 64));
    }
    if (plan.key().column()) {
      blocks = Math.max(blocks, (count + COLUMN_BLOCK - 1) / COLUMN_BLOCK);
    }
    long block = count == 0 ? 0 : roundUp((count + blocks - 1) / blocks);
    blocks = count == 0 ? 1 : (count + block - 1) / block;
    long units = rows * blocks;
    long perTask = (units + tasks - 1) / Math.max(1, tasks);
    long finalBlocks = blocks;
    int cuts = (int) ((units + perTask - 1) / perTask);
    workers.run(
        cuts,
        task ->
            runUnits(
                buffers,
                task * perTask,
                Math.min(units, (task + 1) * perTask),
                finalBlocks,
                block));
  }

  /** Blocks begin at multiples of a cache line of the smallest elements. */
  private static long roundUp(long block) {
    return (block + 63) / 64 * 64;
  }

  private void runUnits(MemorySegment[] buffers, long from, long to, long blocks, long block) {
    Cursor cursor = new Cursor(table, plan.arguments(), buffers);
    int outer = plan.outerRank();
    cursor.seek(0, outer, from / blocks);
    if (plan.key().column() && reduces.length > 0) {
      placeCells(cursor.arguments(), block);
    }
    walk(cursor, from, to, blocks, block);
  }

  /** Gives each column of a block a cell for each reduction. */
  private void placeCells(long[] arguments, long block) {
    long size = Scratch.align(block * Long.BYTES);
    long cells = Scratch.acquire(reduces.length * size);
    for (int r : reduces) {
      arguments[stateSlots + r] = cells;
      cells += size;
    }
  }

  private void walk(Cursor cursor, long from, long to, long blocks, long block) {
    for (long unit = from; unit < to; unit++) {
      long start = unit % blocks * block;
      row(cursor, start, Math.min(block, plan.count() - start));
      if ((unit + 1) % blocks == 0) {
        cursor.next(0, plan.outerRank());
      }
    }
  }

  private void row(Cursor cursor, long start, long count) {
    long[] arguments = cursor.arguments();
    for (int r : reduces) {
      int slot = stateSlots + r;
      if (plan.key().column()) {
        fill(combiners[r], arguments[slot], count);
      } else {
        arguments[slot] = combiners[r].identity();
      }
    }
    int outer = plan.outerRank();
    int inner = plan.extents().length - 1;
    long runs = plan.runs();
    int passes = plan.passes().elements().size();
    if (count > 0) {
      for (int pass = 0; pass < passes; pass++) {
        for (long run = 0; run < runs; run++) {
          cursor.place(start);
          code.pass(pass, arguments, count);
          cursor.next(outer, inner);
        }
      }
    }
    if (!plan.passes().perRow().isEmpty()) {
      cursor.place(start);
      code.pass(passes, arguments, count);
    }
  }

  private static void fill(Combiner combiner, long address, long count) {
    long identity = combiner.identity();
    int size = combiner.dtype().byteSize();
    for (long i = 0; i < count; i++) {
      Memory.putInteger(combiner.cell(), address + i * size, identity);
    }
  }
}
