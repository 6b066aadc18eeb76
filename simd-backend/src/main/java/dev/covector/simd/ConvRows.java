package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Convolution;
import java.lang.foreign.MemorySegment;

/** The rows of places, along the last axis, that a task computes of one image. */
final class ConvRows {
  private final ConvShape shape;
  private final ConvTiles tiles;
  private final ConvRuns runs;
  private final long[] steps;
  private final long[] outSteps;
  private final int last;
  private final int size;
  private final long lhsRow;
  private final long outRow;
  private final long outColumn;
  private final long origin;
  private final long target;
  private final long count;
  private final boolean isWarm;

  /** Where the current row begins in the image and in the result. */
  private long left;

  private long to;

  /**
   * Rows.
   *
   * @param steps of the image, in bytes
   * @param origin the address of what the first window sees first
   * @param target the address of the first result
   * @param places along the first axis
   */
  ConvRows(
      ConvShape shape,
      ConvTiles tiles,
      ConvRuns runs,
      long[] steps,
      long origin,
      long target,
      long places) {
    this.shape = shape;
    this.tiles = tiles;
    this.runs = runs;
    this.steps = steps;
    this.outSteps = shape.spatial(shape.out);
    this.last = steps.length - 1;
    this.size = shape.size;
    this.lhsRow = shape.axes.get(last).stride() * steps[last];
    this.outRow = outSteps[last];
    this.outColumn = shape.inner(shape.out);
    this.origin = origin;
    this.target = target;
    long rows = places;
    for (int d = 1; d < last; d++) {
      rows *= shape.axes.get(d).output();
    }
    this.count = rows;
    this.isWarm = tiles.areWarm();
  }

  private void seek(long number) {
    left = origin;
    to = target;
    long rest = number;
    for (int d = last - 1; d >= 0; d--) {
      Convolution.Axis axis = shape.axes.get(d);
      long place = d == 0 ? rest : rest % axis.output();
      rest /= axis.output();
      left += place * axis.stride() * steps[d];
      to += place * outSteps[d];
    }
  }

  private long weights(long packed, long panel, long position) {
    return packed + (tiles.column(panel) * runs.total() + position * tiles.width(panel)) * size;
  }

  /** Adds up the result where it is, one run of weights for all rows after the other. */
  void direct(long panel, long packed) {
    long step = tiles.width(panel) * size;
    long present = tiles.present(panel);
    long column = tiles.column(panel) * outColumn;
    Cut strips = tiles.strips();
    for (int run = 0; run < runs.count(); run++) {
      long right = weights(packed, panel, runs.first()[run]);
      long depth = runs.depth()[run];
      int add = run == 0 ? 0 : 1;
      ScalarProduct cold = isWarm ? null : tiles.cold(present, depth, right, step);
      for (long row = 0; row < count; row++) {
        seek(row);
        long from = left + runs.offset()[run];
        long out = to + column;
        if (cold != null) {
          int places = (int) shape.axes.get(last).output();
          cold.rows(places, from, lhsRow, size, out, outRow, add);
          continue;
        }
        for (long s = 0; s < strips.parts(); s++) {
          GemmTile tile = tiles.get(s, panel);
          tile.multiply(depth, from, lhsRow, size, right, step, out, outRow, present, add);
          from += strips.size(s) * lhsRow;
          out += strips.size(s) * outRow;
        }
      }
    }
  }

  /** Adds up each tile aside, since it cannot be written where it belongs. */
  void aside(long panel, long packed) {
    long step = tiles.width(panel) * size;
    Cut strips = tiles.strips();
    long aside = GemmScratch.current().sums(strips.size(0) * step);
    for (long row = 0; row < count; row++) {
      seek(row);
      for (long s = 0; s < strips.parts(); s++) {
        GemmTile tile = tiles.get(s, panel);
        for (int run = 0; run < runs.count(); run++) {
          long from = left + strips.start(s) * lhsRow + runs.offset()[run];
          long right = weights(packed, panel, runs.first()[run]);
          long depth = runs.depth()[run];
          int add = run == 0 ? 0 : 1;
          long columns = tiles.width(panel);
          if (isWarm) {
            tile.multiply(depth, from, lhsRow, size, right, step, aside, step, columns, add);
          } else {
            tiles
                .cold(columns, depth, right, step)
                .rows(tile.shape().rows(), from, lhsRow, size, aside, step, add);
          }
        }
        store(aside, step, s, panel);
      }
    }
  }

  /** Writes a tile where it belongs. */
  private void store(long aside, long step, long strip, long panel) {
    DType dtype = shape.out.dtype();
    long rows = tiles.strips().size(strip);
    long columns = tiles.present(panel);
    long at = to + tiles.strips().start(strip) * outRow + tiles.column(panel) * outColumn;
    for (long i = 0; i < rows; i++) {
      long from = aside + i * step;
      long out = at + i * outRow;
      if (dtype.byteSize() == size && outColumn == size) {
        MemorySegment.copy(Memory.ALL, from, Memory.ALL, out, columns * size);
        continue;
      }
      for (long j = 0; j < columns; j++) {
        if (shape.wide) {
          Memory.putF64(out + j * outColumn, Memory.getF64(from + j * 8));
        } else if (dtype == DType.F32) {
          Memory.putF32(out + j * outColumn, Memory.getF32(from + j * 4));
        } else {
          Memory.putFloating(dtype, out + j * outColumn, Memory.getF32(from + j * 4));
        }
      }
    }
  }
}
