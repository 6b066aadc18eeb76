package dev.covector.simd;

import dev.covector.kernel.Expression;
import java.util.List;

/** Runs passes over the {@link Tile}s of a plan; one per task. */
final class Sweep {
  private final LoopPlan plan;
  private final StreamTable table;
  private final GeneratedLoop code;
  private final Cursor cursor;
  private final Tile tile;

  /** The dimension of the runs of a tile; -1 where there is one run only. */
  private final int across;

  private final int inner;

  /** The streams in scratch memory, and where they begin there. */
  private final int[] streams;

  private final long[] bases;

  /** What each stream moves by from one run of a tile to the next. */
  private final long[] steps;

  /** Keeps the compiler from dropping loads whose only purpose is to fetch lines. */
  private long touched;

  /** Copies elements of four bytes between rows and columns. */
  private final Routine<TransposeCode> transpose;

  /** The operand and the result of a loop that only transposes; -1 for other loops. */
  private final int copied;

  private final int copy;

  /** Where the targets of the current tile really are, by stream. */
  private final long[] homes;

  Sweep(
      LoopPlan plan,
      StreamTable table,
      GeneratedLoop code,
      Routine<TransposeCode> transpose,
      Cursor cursor,
      long scratch) {
    this.plan = plan;
    this.transpose = transpose;
    this.table = table;
    this.code = code;
    this.cursor = cursor;
    this.tile = plan.tile().orElseThrow();
    this.inner = plan.extents().length - 1;
    this.across = tile.across();
    this.streams = tile.streams().stream().mapToInt(s -> s).toArray();
    this.bases = new long[streams.length];
    this.steps = new long[table.count];
    this.homes = new long[table.count];
    for (int s = 0; s < table.count; s++) {
      steps[s] = stride(across, s);
    }
    for (int i = 0; i < streams.length; i++) {
      steps[streams[i]] = tile.rowBytes(plan.streams().get(streams[i]));
    }
    boolean isCopy = plan.key().isCopy() && !tile.resident();
    this.copied = isCopy ? load(plan) : -1;
    this.copy = isCopy ? plan.key().stores().getFirst().stream() : -1;
    moveTo(scratch);
  }

  private static int load(LoopPlan plan) {
    return ((Expression.Load) plan.key().body().nodes().getFirst()).access();
  }

  /** Takes other scratch memory. */
  void moveTo(long scratch) {
    long next = scratch;
    for (int i = 0; i < streams.length; i++) {
      bases[i] = next;
      next += tile.bytes(plan.streams().get(streams[i]));
    }
  }

  /** Where it is in the plan. */
  Cursor cursor() {
    return cursor;
  }

  /** The scratch memory that a task needs. */
  static long bytes(LoopPlan plan) {
    return plan.tile()
        .map(t -> t.streams().stream().mapToLong(s -> t.bytes(plan.streams().get(s))).sum())
        .orElse(0L);
  }

  private long stride(int dimension, int stream) {
    return dimension < 0 ? 0 : table.stride(dimension, stream);
  }

  /**
   * A pass over a part of a plan whose tiles are not resident. The cursor is at the point of the
   * outer dimensions, and is left at the first run.
   */
  void pass(int pass, long run, long runs, long start, long count) {
    for (long r = run; r < run + runs; r += tile.runs()) {
      if (across >= 0) {
        cursor.seek(across, inner, r);
      }
      long height = Math.min(tile.runs(), run + runs - r);
      for (long i = start; i < start + count; i += tile.width()) {
        tile(pass, i, Math.min(tile.width(), start + count - i), height);
      }
    }
    if (across >= 0) {
      cursor.seek(across, inner, 0);
    }
  }

  private void tile(int pass, long start, long count, long runs) {
    cursor.place(start);
    long[] arguments = cursor.arguments();
    if (copied >= 0
        && transpose(outside(arguments, copied), outside(arguments, copy), count, runs)) {
      return;
    }
    copyIn(arguments, count, runs);
    for (int s : tile.targets()) {
      homes[s] = arguments[s];
    }
    redirect(arguments, 0);
    for (long r = 0; r < runs; r++) {
      code.pass(pass, arguments, count);
      for (int s = 0; s < steps.length; s++) {
        arguments[s] += steps[s];
      }
    }
    if (pass == plan.passes().elements().size() - 1) {
      for (int s : tile.targets()) {
        arguments[s] = homes[s];
      }
      copyOut(arguments, count, runs);
    }
  }

  /** Brings the operands of a row (the cursor is at its first run) into a resident tile. */
  void enter(long start, long count) {
    cursor.place(start);
    copyIn(cursor.arguments(), count, tile.runs());
  }

  /** A pass over the row of a resident tile. */
  void residentPass(int pass, long start, long count) {
    int outer = plan.outerRank();
    for (long run = 0; run < tile.runs(); run++) {
      cursor.place(start);
      redirect(cursor.arguments(), run);
      code.pass(pass, cursor.arguments(), count);
      cursor.next(outer, inner);
    }
  }

  /** The pass of stores that happen once per row. */
  void perRowPass(long start, long count) {
    cursor.place(start);
    redirect(cursor.arguments(), 0);
    code.pass(plan.passes().elements().size(), cursor.arguments(), count);
  }

  /** Takes the results of a row out of a resident tile. */
  void leave(long start, long count) {
    cursor.place(start);
    copyOut(cursor.arguments(), count, tile.runs());
  }

  /** Sets the addresses of what is in scratch memory to those of a run of the tile. */
  void redirect(long[] arguments, long run) {
    for (int i = 0; i < streams.length; i++) {
      arguments[streams[i]] = bases[i] + run * steps[streams[i]];
    }
  }

  private void copyIn(long[] arguments, long count, long runs) {
    List<Integer> sources = tile.sources();
    for (int i = 0; i < sources.size(); i++) {
      int s = sources.get(i);
      TileCopy.Side from = outside(arguments, s);
      if (LoopSpace.isTransposed(from.inner(), plan.streams().get(s))) {
        touched += TileCopy.touch(from, count, runs);
      }
      copy(s, from, inside(s, i), count, runs);
    }
  }

  private void copyOut(long[] arguments, long count, long runs) {
    List<Integer> targets = tile.targets();
    for (int i = 0; i < targets.size(); i++) {
      int s = targets.get(i);
      copy(s, inside(s, tile.sources().size() + i), outside(arguments, s), count, runs);
    }
  }

  private void copy(int stream, TileCopy.Side from, TileCopy.Side to, long count, long runs) {
    int size = plan.streams().get(stream).dtype().byteSize();
    if (size != Integer.BYTES || !transpose(from, to, count, runs)) {
      TileCopy.copy(size, from, to, count, runs);
    }
  }

  /** Copies elements of four bytes if their neighbours on one side are in a column on the other. */
  private boolean transpose(TileCopy.Side from, TileCopy.Side to, long count, long runs) {
    if (from.inner() == Integer.BYTES && to.outer() == Integer.BYTES) {
      TransposeCode routine = transpose.code(count * runs);
      routine.transpose(from.address(), from.outer(), to.address(), to.inner(), count, runs);
      return true;
    }
    if (from.outer() == Integer.BYTES && to.inner() == Integer.BYTES) {
      TransposeCode routine = transpose.code(count * runs);
      routine.transpose(from.address(), from.inner(), to.address(), to.outer(), runs, count);
      return true;
    }
    return false;
  }

  private TileCopy.Side outside(long[] arguments, int s) {
    return new TileCopy.Side(arguments[s], stride(inner, s), stride(across, s));
  }

  private TileCopy.Side inside(int s, int position) {
    return new TileCopy.Side(bases[position], plan.streams().get(s).unit(), steps[s]);
  }
}
