package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs a generated loop over its iteration space, in parallel where that pays. */
final class LoopKernel implements CompiledKernel {
  /** Columns per task: their cells stay in the first-level cache. */
  private static final long COLUMN_BLOCK = 1024;

  /**
   * The property {@code covector.deterministic}: long rows are cut into pieces of a fixed size, so
   * that sums do not depend on the number of workers; otherwise into one for each.
   */
  private static final boolean DETERMINISTIC = Boolean.getBoolean("covector.deterministic");

  /** Elements of a piece in that mode. */
  private static final long PIECE = 1 << 16;

  private static final int MOST_PIECES = 64;

  /** Runs of a column reduction that are worth being cut. */
  private static final long LEAST_RUNS = 128;

  private final LoopPlan plan;
  private final StreamTable table;
  private final GeneratedLoop code;
  private final Routine<TransposeCode> transpose;
  private final Workers workers;
  private final Reach[] reaches;
  private final SpareCursor cursors;
  private final AtomicReference<@Nullable Sweep> spareSweep = new AtomicReference<>();
  private final int[] reduces;
  private final Combiner[] combiners;
  private final double cost;
  private final int stateSlots;
  private final long tileBytes;

  /** Whether rows are one run each, and lie where they are used. */
  private final boolean hasRows;

  private final @Nullable JoinedRows joinedRows;
  private final @Nullable NestedRuns nestedRuns;
  private final @Nullable JoinedColumns joinedColumns;

  LoopKernel(Loop loop, LoopCache cache, Workers workers) {
    this.plan = LoopPlan.of(loop);
    this.table = new StreamTable(plan.extents(), plan.streams());
    this.cursors = new SpareCursor(plan, table);
    this.code = cache.get(plan.key());
    this.transpose = TransposeTrial.routine(cache.routines());
    this.workers = workers;
    this.stateSlots = plan.key().stateSlots();
    this.reaches =
        plan.points() == 0 && plan.rows() == 0
            ? new Reach[0]
            : plan.streams().stream()
                .filter(s -> s.buffer() >= 0)
                .map(s -> Reach.of(s, plan.extents()))
                .toArray(Reach[]::new);
    List<Expression.Node> nodes = plan.key().body().nodes();
    this.reduces =
        IntStream.range(0, nodes.size()).filter(i -> nodes.get(i) instanceof RowReduce).toArray();
    this.combiners = new Combiner[nodes.size()];
    for (int r : reduces) {
      combiners[r] = new Combiner(((RowReduce) nodes.get(r)).combiner(), nodes.get(r).dtype());
    }
    this.cost = LoopWork.nanos(plan);
    this.tileBytes = Sweep.bytes(plan);
    this.hasRows =
        plan.outerRank() > 0
            && plan.outerRank() == plan.extents().length - 1
            && plan.streams().stream().allMatch(s -> s.dynamic().isEmpty())
            && plan.tile().map(Tile::isOfKeptValues).orElse(true);
    this.joinedRows = JoinedRows.of(plan, table, code).orElse(null);
    this.nestedRuns = plan.key().nested() ? new NestedRuns(plan, table, code) : null;
    this.joinedColumns =
        DETERMINISTIC ? null : JoinedColumns.of(plan, table, code, combiners, reduces).orElse(null);
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
    long tasks = workers.tasks(cost);
    if (joinedRows != null) {
      joinedRows.run(buffers, workers, tasks);
      return;
    }
    if (nestedRuns != null) {
      nestedRuns.run(buffers, workers, tasks);
      return;
    }
    if (joinedColumns != null) {
      joinedColumns.run(buffers, workers, tasks);
      return;
    }
    Optional<Tile> tile = plan.tile();
    if (tile.isPresent() && reduces.length == 0 && !tile.get().resident()) {
      runTiles(buffers, tile.get(), tasks);
      return;
    }
    boolean resident = tile.isPresent() && tile.get().resident();
    int pieces = cutInner || resident ? 1 : pieces(tasks);
    if (pieces > 1) {
      for (long row = 0; row < rows; row++) {
        new SplitRow(plan, table, code, transpose, combiners, buffers, row, pieces).run(workers);
      }
      return;
    }
    if (splitsColumns(tasks)) {
      Cut cut = Cut.into(plan.runs(), tasks);
      for (long row = 0; row < rows; row++) {
        new SplitColumns(plan, table, code, combiners, reduces, buffers, row, cut).run(workers);
      }
      return;
    }
    long blocks = 1;
    if (cutInner && rows < tasks) {
      blocks = Math.min((tasks + rows - 1) / rows, Math.max(1, count / 64));
    }
    if (plan.key().column()) {
      long width = resident ? tile.get().width() : COLUMN_BLOCK;
      blocks = Math.max(blocks, (count + width - 1) / width);
    }
    long block = count == 0 ? 0 : roundUp((count + blocks - 1) / blocks);
    blocks = count == 0 ? 1 : (count + block - 1) / block;
    long units = rows * blocks;
    long perTask = (units + tasks - 1) / Math.max(1, tasks);
    long finalBlocks = blocks;
    int cuts = (int) ((units + perTask - 1) / perTask);
    if (cuts == 1) {
      runUnits(buffers, 0, units, blocks, block);
      return;
    }
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

  /** How many pieces a row is combined from. */
  private int pieces(long tasks) {
    if (DETERMINISTIC) {
      return (int) Math.min(MOST_PIECES, plan.points() / plan.rows() / PIECE);
    }
    return tasks > 1 && plan.rows() < workers.count() ? workers.count() : 1;
  }

  /** Whether the runs of each row are cut, as its columns are too few to be shared by workers. */
  private boolean splitsColumns(long tasks) {
    boolean few = plan.rows() * plan.count() < COLUMN_BLOCK * workers.count();
    boolean many = plan.runs() >= LEAST_RUNS && tasks > 1 && !DETERMINISTIC;
    return plan.key().column() && few && many && plan.tile().isEmpty();
  }

  /** Cuts an elementwise loop into tiles, the last two dimensions; tasks take neighbours. */
  private void runTiles(MemorySegment[] buffers, Tile tile, long tasks) {
    long across = tile.across() < 0 ? 1 : plan.extents()[tile.across()];
    long down = Math.ceilDiv(across, tile.runs());
    long along = Math.ceilDiv(plan.count(), tile.width());
    long units = plan.rows() / across * down * along;
    long perTask = Math.ceilDiv(units, Math.max(1, Math.min(tasks, units)));
    workers.run(
        (int) Math.ceilDiv(units, perTask),
        task -> {
          Sweep sweep = sweep(buffers, Scratch.acquire(tileBytes), 0);
          Cursor cursor = sweep.cursor();
          for (long u = task * perTask; u < Math.min(units, (task + 1) * perTask); u++) {
            long run = u % down * tile.runs();
            long start = u / down % along * tile.width();
            cursor.seek(0, Math.max(0, tile.across()), u / down / along);
            sweep.pass(
                0,
                run,
                Math.min(tile.runs(), across - run),
                start,
                Math.min(tile.width(), plan.count() - start));
          }
          spareSweep.set(sweep);
        });
  }

  /** The last run's sweep, or a new one, over scratch memory after some cells. */
  private Sweep sweep(MemorySegment[] buffers, long scratch, long cells) {
    Sweep last = spareSweep.getAndSet(null);
    if (last == null) {
      Cursor cursor = cursors.take(buffers);
      return new Sweep(plan, table, code, transpose, cursor, scratch + cells);
    }
    last.cursor().start(buffers);
    last.moveTo(scratch + cells);
    return last;
  }

  /** Blocks begin at multiples of a cache line of the smallest elements. */
  private static long roundUp(long block) {
    return (block + 63) / 64 * 64;
  }

  private void runUnits(MemorySegment[] buffers, long from, long to, long blocks, long block) {
    long cells = plan.key().column() ? reduces.length * cellBytes(block) : 0;
    long scratch = cells + tileBytes == 0 ? 0 : Scratch.acquire(cells + tileBytes);
    Sweep sweep = plan.tile().isPresent() ? sweep(buffers, scratch, cells) : null;
    Cursor cursor = sweep == null ? cursors.take(buffers) : sweep.cursor();
    cursor.seek(0, plan.outerRank(), from / blocks);
    for (int i = 0; i < reduces.length && cells > 0; i++) {
      cursor.arguments()[stateSlots + reduces[i]] = scratch + i * cellBytes(block);
    }
    walk(cursor, sweep, from, to, blocks, block);
    if (sweep == null) {
      cursors.give(cursor);
    } else {
      spareSweep.set(sweep);
    }
  }

  /** Each column of a block has a cell for each reduction. */
  private static long cellBytes(long block) {
    return Scratch.align(block * Long.BYTES);
  }

  private void walk(
      Cursor cursor, @Nullable Sweep sweep, long from, long to, long blocks, long block) {
    if (blocks == 1 && hasRows && rows(cursor, sweep, from, to)) {
      return;
    }
    for (long unit = from; unit < to; unit++) {
      long start = unit % blocks * block;
      row(cursor, sweep, start, Math.min(block, plan.count() - start));
      if ((unit + 1) % blocks == 0) {
        cursor.next(0, plan.outerRank());
      }
    }
  }

  /** Rows in one call of generated code; false where there is none now. */
  private boolean rows(Cursor cursor, @Nullable Sweep sweep, long from, long to) {
    long across = plan.extents()[plan.outerRank() - 1];
    long[] arguments = cursor.arguments();
    for (long row = from; row < to; ) {
      long together = Math.min(to - row, across - row % across);
      cursor.seek(0, plan.outerRank(), row);
      cursor.place(0);
      if (sweep != null) {
        sweep.redirect(arguments, 0);
      }
      if (!code.rows(arguments, together, plan.count())) {
        cursor.seek(0, plan.outerRank(), from);
        return false;
      }
      row += together;
    }
    return true;
  }

  private void row(Cursor cursor, @Nullable Sweep sweep, long start, long count) {
    long[] arguments = cursor.arguments();
    for (int r : reduces) {
      int slot = stateSlots + r;
      if (plan.key().column()) {
        combiners[r].fill(arguments[slot], count);
      } else {
        arguments[slot] = combiners[r].identity();
      }
    }
    int passes = plan.passes().elements().size();
    boolean perRow = !plan.passes().perRow().isEmpty();
    if (sweep != null && plan.tile().orElseThrow().resident()) {
      sweep.enter(start, count);
      for (int pass = 0; pass < passes && count > 0; pass++) {
        sweep.residentPass(pass, start, count);
      }
      if (perRow) {
        sweep.perRowPass(start, count);
      }
      sweep.leave(start, count);
      return;
    }
    for (int pass = 0; pass < passes && count > 0; pass++) {
      if (sweep != null) {
        sweep.pass(pass, 0, plan.runs(), start, count);
      } else {
        Runs.pass(plan, code, cursor, pass, plan.runs(), start, count);
      }
    }
    if (perRow) {
      cursor.place(start);
      code.pass(passes, arguments, count);
    }
  }
}
