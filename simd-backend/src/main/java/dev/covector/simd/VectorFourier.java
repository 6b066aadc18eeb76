package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fourier transforms in f32 of whole vectors of lines at once.
 *
 * <p>Where there are enough lines, a vector's lanes are lines. A long line is a matrix of {@code
 * rows} by {@code columns} elements whose columns are transformed, turned, and whose rows are
 * transformed (Bailey, "FFTs in External or Hierarchical Memory", J. Supercomputing 4, 1990): lanes
 * are columns first and rows then, and memory is read and written twice however long the line.
 */
final class VectorFourier {
  /** The most elements of a line whose lanes fit into a core's second-level cache. */
  private static final int LONGEST = 4096;

  /** What one element costs for each halving of the length, in nanoseconds. */
  private static final double ELEMENT_NANOS = 0.25;

  private static final int LANES = LaneFourier.LANES;

  private final FourierLines lines;
  private final float scale;
  private final Workers workers;
  private final int n;
  private final LaneFourier first;
  private final @Nullable Halves halves;

  /** The second transform of a long line, and the factors in between, column by column. */
  private record Halves(LaneFourier second, float[] cos, float[] sin) {}

  private VectorFourier(
      int n,
      FourierLines lines,
      float scale,
      Workers workers,
      LaneFourier first,
      @Nullable Halves halves) {
    this.n = n;
    this.lines = lines;
    this.scale = scale;
    this.workers = workers;
    this.first = first;
    this.halves = halves;
  }

  /** Null where vectors do not pay: few short lines, or a length with large prime factors. */
  static @Nullable VectorFourier of(int n, FourierLines lines, float scale, Workers workers) {
    int[] factors = FourierFactors.of(n);
    if (factors == null) {
      return null;
    }
    if (n <= LONGEST && lines.count() > LANES / 2) {
      return new VectorFourier(n, lines, scale, workers, new LaneFourier(n, factors), null);
    }
    int rows = FourierFactors.balanced(n);
    if (rows < LANES) {
      return null;
    }
    int columns = n / rows;
    FourierTable table = FourierTable.of(n);
    float[] cos = new float[n];
    float[] sin = new float[n];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int turn = (int) ((long) row * column % n);
        cos[column * rows + row] = (float) table.cos()[turn];
        sin[column * rows + row] = (float) table.sin()[turn];
      }
    }
    return new VectorFourier(
        n,
        lines,
        scale,
        workers,
        new LaneFourier(rows, FourierFactors.of(rows)),
        new Halves(new LaneFourier(columns, FourierFactors.of(columns)), cos, sin));
  }

  void run(MemorySegment[] buffers) {
    long count = lines.count();
    if (halves == null) {
      groups(
          count,
          1 + Math.log(n),
          task -> {
            long line = task * LANES;
            lines(line, (int) Math.min(LANES, count - line), buffers);
          });
      return;
    }
    Cursor cursor = lines.at(0, buffers);
    for (long line = 0; line < count; line++) {
      split(lines.place(cursor), halves);
      lines.next(cursor);
    }
  }

  /** Runs a task for each vector of {@code count} lines. */
  private void groups(long count, double halvings, LongConsumer group) {
    long groups = Math.ceilDiv(count, (long) LANES);
    if (groups == 0) {
      return;
    }
    long tasks = Math.min(groups, workers.tasks(count * (double) n * halvings * ELEMENT_NANOS));
    long perTask = Math.ceilDiv(groups, tasks);
    workers.run(
        (int) Math.ceilDiv(groups, perTask),
        task -> {
          long end = Math.min(groups, (task + 1) * perTask);
          for (long g = task * perTask; g < end; g++) {
            group.accept(g);
          }
        });
  }

  private void lines(long line, int count, MemorySegment[] buffers) {
    FourierScratch scratch = FourierScratch.current().lanes(first.scratch());
    Cursor cursor = lines.at(line, buffers);
    for (int lane = 0; lane < count; lane++) {
      long[] at = lines.place(cursor);
      gather(at[0], lines.step(0), scratch.lanesRe, lane);
      gather(at[1], lines.step(1), scratch.lanesIm, lane);
      lines.next(cursor);
    }
    int result = first.forward(scratch.lanesRe, scratch.lanesIm);
    cursor = lines.at(line, buffers);
    for (int lane = 0; lane < count; lane++) {
      long[] at = lines.place(cursor);
      scatter(scratch.lanesRe, result + lane, at[2], lines.step(2));
      scatter(scratch.lanesIm, result + lane, at[3], lines.step(3));
      lines.next(cursor);
    }
  }

  private void gather(long from, long step, float[] lanes, int lane) {
    for (int i = 0; i < n; i++) {
      lanes[i * LANES + lane] = Memory.getF32(from + i * step);
    }
  }

  private void scatter(float[] lanes, int from, long to, long step) {
    for (int i = 0; i < n; i++) {
      Memory.putF32(to + i * step, lanes[from + i * LANES] * scale);
    }
  }

  private void split(long[] at, Halves second) {
    FourierScratch plane =
        FourierScratch.current().plane(pitch(first.size()) * second.second.size());
    float[] re = plane.planeRe;
    float[] im = plane.planeIm;
    long sourceRe = at[0];
    long sourceIm = at[1];
    long targetRe = at[2];
    long targetIm = at[3];
    int rows = first.size();
    int columns = second.second.size();
    groups(
        columns,
        1 + Math.log(rows),
        g -> columns((int) g * LANES, sourceRe, sourceIm, second, re, im));
    groups(
        rows,
        1 + Math.log(columns),
        g -> rows((int) g * LANES, re, im, second.second, targetRe, targetIm));
  }

  /** Transforms columns and writes each as a row. */
  private void columns(
      int column, long sourceRe, long sourceIm, Halves halves, float[] planeRe, float[] planeIm) {
    int rows = first.size();
    int columns = halves.second.size();
    int count = Math.min(LANES, columns - column);
    FourierScratch scratch = FourierScratch.current().lanes(first.scratch());
    boolean pairs = count == LANES && isPairs(0, sourceRe, sourceIm);
    for (int row = 0; row < rows; row++) {
      long at = (long) row * columns + column;
      if (pairs) {
        PairLanes.load(
            sourceRe + at * lines.step(0), scratch.lanesRe, scratch.lanesIm, row * LANES);
      } else {
        load(sourceRe, at, lines.step(0), scratch.lanesRe, row * LANES, count);
        load(sourceIm, at, lines.step(1), scratch.lanesIm, row * LANES, count);
      }
    }
    int result = first.forward(scratch.lanesRe, scratch.lanesIm);
    float[] cos = halves.cos;
    float[] sin = halves.sin;
    // the result is turned by one lane at a time: it lies in the cache, the plane's rows may not
    for (int lane = 0; lane < count; lane++) {
      int to = (column + lane) * pitch(rows);
      turn(scratch.lanesRe, result + lane, planeRe, to, rows);
      turn(scratch.lanesIm, result + lane, planeIm, to, rows);
      int turn = (column + lane) * rows;
      for (int row = 0; row < rows; row++) {
        float x = planeRe[to + row];
        float y = planeIm[to + row];
        planeRe[to + row] = x * cos[turn + row] - y * sin[turn + row];
        planeIm[to + row] = x * sin[turn + row] + y * cos[turn + row];
      }
    }
  }

  /**
   * From one column in the plane to the next: no power of two, or a cache would hold few of them.
   */
  private static int pitch(int rows) {
    return rows + LANES;
  }

  private static void turn(float[] lanes, int from, float[] plane, int to, int rows) {
    for (int row = 0; row < rows; row++) {
      plane[to + row] = lanes[from + row * LANES];
    }
  }

  /** Whether the imaginary part lies behind the real part of each element. */
  private boolean isPairs(int part, long re, long im) {
    return lines.step(part) == 2 * Float.BYTES
        && lines.step(part + 1) == 2 * Float.BYTES
        && im == re + Float.BYTES;
  }

  /** Transforms rows, which lie as columns of the plane. */
  private void rows(
      int row, float[] planeRe, float[] planeIm, LaneFourier second, long targetRe, long targetIm) {
    int rows = first.size();
    int columns = second.size();
    int count = Math.min(LANES, rows - row);
    FourierScratch scratch = FourierScratch.current().lanes(second.scratch());
    for (int column = 0; column < columns; column++) {
      // with lanes beyond the last row: they read the gap between columns, and nobody reads them
      int from = column * pitch(rows) + row;
      LaneFourier.copy(planeRe, from, scratch.lanesRe, column * LANES);
      LaneFourier.copy(planeIm, from, scratch.lanesIm, column * LANES);
    }
    int result = second.forward(scratch.lanesRe, scratch.lanesIm);
    boolean pairs = count == LANES && isPairs(2, targetRe, targetIm);
    for (int column = 0; column < columns; column++) {
      long at = (long) column * rows + row;
      int from = result + column * LANES;
      if (pairs) {
        PairLanes.store(
            scratch.lanesRe, scratch.lanesIm, from, scale, targetRe + at * lines.step(2));
      } else {
        store(scratch.lanesRe, from, targetRe, at, lines.step(2), count);
        store(scratch.lanesIm, from, targetIm, at, lines.step(3), count);
      }
    }
  }

  private static void load(long from, long element, long step, float[] lanes, int at, int count) {
    for (int lane = 0; lane < count; lane++) {
      lanes[at + lane] = Memory.getF32(from + (element + lane) * step);
    }
  }

  private void store(float[] lanes, int at, long to, long element, long step, int count) {
    for (int lane = 0; lane < count; lane++) {
      Memory.putF32(to + (element + lane) * step, lanes[at + lane] * scale);
    }
  }
}
