package dev.covector.simd;

import dev.covector.kernel.ScalarFn;
import dev.covector.simd.math.DoubleMath;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;

/**
 * Template: scans of all dtypes and combinations in scalar code. Contiguous rows that vector code
 * may go on with are scanned in its order, so that results do not change when it does.
 */
final class CumulativeScalar implements CumulativeCode {
  private static final Variant VARIANT = Specialized.variant(MethodHandles.lookup(), Variant.class);
  private static final int CELL = VARIANT.cell();
  private static final boolean FLOATING = Cell.isFloating(CELL);
  private static final boolean ADD = VARIANT.combiner() == ScalarFn.ADD;
  private static final boolean MUL = VARIANT.combiner() == ScalarFn.MUL;
  private static final boolean MAX = VARIANT.combiner() == ScalarFn.MAX;
  private static final boolean MIN = VARIANT.combiner() == ScalarFn.MIN;
  private static final int LANES = VARIANT.lanes();
  private static final double IDENTITY =
      ADD ? 0 : MUL ? 1 : MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;

  /** Columns whose running values stay in the first-level cache. */
  private static final int BLOCK = 512;

  CumulativeScalar() {}

  @Override
  public void rows(
      long source,
      long target,
      long rows,
      long sourceRow,
      long targetRow,
      long length,
      long sourceStep,
      long targetStep) {
    boolean columns = rows > 1 && Math.abs(sourceRow) < Math.abs(sourceStep);
    if (columns) {
      columns(source, target, rows, sourceRow, targetRow, length, sourceStep, targetStep);
      return;
    }
    for (long r = 0; r < rows; r++) {
      row(
          source + r * sourceRow,
          target + r * targetRow,
          length,
          sourceStep,
          targetStep,
          identity());
    }
  }

  @Override
  public void row(
      long source, long target, long length, long sourceStep, long targetStep, long carry) {
    if (inLanes(sourceStep) && inLanes(targetStep)) {
      scan(source, target, length, sourceStep, Double.longBitsToDouble(carry));
      return;
    }
    if (FLOATING) {
      double sum = Double.longBitsToDouble(carry);
      for (long i = 0; i < length; i++) {
        sum = combine(sum, Cell.floating(CELL, source + i * sourceStep));
        Cell.putFloating(CELL, target + i * targetStep, sum);
      }
      return;
    }
    long sum = carry;
    for (long i = 0; i < length; i++) {
      sum = combined(sum, Cell.integer(CELL, source + i * sourceStep));
      Cell.putInteger(CELL, target + i * targetStep, sum);
    }
  }

  @Override
  public long total(long source, long length, long sourceStep, long carry) {
    if (inLanes(sourceStep)) {
      return Double.doubleToRawLongBits(
          total(source, length, sourceStep, Double.longBitsToDouble(carry)));
    }
    if (FLOATING) {
      double sum = Double.longBitsToDouble(carry);
      for (long i = 0; i < length; i++) {
        sum = combine(sum, Cell.floating(CELL, source + i * sourceStep));
      }
      return Double.doubleToRawLongBits(sum);
    }
    long sum = carry;
    for (long i = 0; i < length; i++) {
      sum = combined(sum, Cell.integer(CELL, source + i * sourceStep));
    }
    return sum;
  }

  private static boolean inLanes(long step) {
    return LANES > 0 && step == (VARIANT.reverse() ? -Float.BYTES : Float.BYTES);
  }

  /** As {@link CumulativeFloats} does it: vectors by themselves, then what came before. */
  private static void scan(long source, long target, long length, long step, double before) {
    float[] prefixes = new float[LANES];
    double carry = before;
    long whole = length / (4 * LANES) * (4 * LANES);
    for (long i = 0; i < whole; i += LANES) {
      read(source + i * step, step, prefixes);
      prefix(prefixes);
      for (int lane = 0; lane < LANES; lane++) {
        Memory.putF32(target + (i + lane) * step, combine(prefixes[lane], (float) carry));
      }
      carry = combine(carry, prefixes[LANES - 1]);
    }
    for (long i = whole; i < length; i++) {
      carry = combine(carry, Memory.getF32(source + i * step));
      Memory.putF32(target + i * step, (float) carry);
    }
  }

  private static void prefix(float[] x) {
    for (int distance = 1; distance < LANES; distance *= 2) {
      for (int lane = LANES - 1; lane >= distance; lane--) {
        x[lane] = combine(x[lane], x[lane - distance]);
      }
    }
  }

  private static double total(long source, long length, long step, double before) {
    float[][] four = new float[4][LANES];
    double sum = before;
    long whole = length / (4 * LANES) * (4 * LANES);
    for (long i = 0; i < whole; i += 4 * LANES) {
      for (int v = 0; v < 4; v++) {
        read(source + (i + v * LANES) * step, step, four[v]);
      }
      float[] sums = four[0];
      for (int lane = 0; lane < LANES; lane++) {
        float low = combine(four[0][lane], four[1][lane]);
        sums[lane] = combine(low, combine(four[2][lane], four[3][lane]));
      }
      prefix(sums);
      sum = combine(sum, sums[LANES - 1]);
    }
    for (long i = whole; i < length; i++) {
      sum = combine(sum, Memory.getF32(source + i * step));
    }
    return sum;
  }

  private static void read(long address, long step, float[] target) {
    for (int lane = 0; lane < LANES; lane++) {
      target[lane] = Memory.getF32(address + lane * step);
    }
  }

  private static float combine(float x, float y) {
    return ADD ? x + y : MUL ? x * y : MAX ? Math.max(x, y) : Math.min(x, y);
  }

  @Override
  public long combine(long first, long second) {
    return FLOATING
        ? Double.doubleToRawLongBits(
            combine(Double.longBitsToDouble(first), Double.longBitsToDouble(second)))
        : combined(first, second);
  }

  /** Goes through the elements as they lie, with running values of a block of columns. */
  private void columns(
      long source,
      long target,
      long rows,
      long sourceRow,
      long targetRow,
      long length,
      long sourceStep,
      long targetStep) {
    double[] floats = new double[FLOATING ? BLOCK : 0];
    long[] integers = new long[FLOATING ? 0 : BLOCK];
    for (long first = 0; first < rows; first += BLOCK) {
      int count = (int) Math.min(BLOCK, rows - first);
      Arrays.fill(floats, IDENTITY);
      Arrays.fill(integers, identity());
      for (long i = 0; i < length; i++) {
        long from = source + first * sourceRow + i * sourceStep;
        long to = target + first * targetRow + i * targetStep;
        if (FLOATING) {
          line(floats, count, from, sourceRow, to, targetRow);
        } else {
          line(integers, count, from, sourceRow, to, targetRow);
        }
      }
    }
  }

  private static void line(
      double[] sums, int count, long from, long fromStep, long to, long toStep) {
    for (int c = 0; c < count; c++) {
      sums[c] = combine(sums[c], Cell.floating(CELL, from + c * fromStep));
      Cell.putFloating(CELL, to + c * toStep, sums[c]);
    }
  }

  private static void line(long[] sums, int count, long from, long fromStep, long to, long toStep) {
    for (int c = 0; c < count; c++) {
      sums[c] = combined(sums[c], Cell.integer(CELL, from + c * fromStep));
      Cell.putInteger(CELL, to + c * toStep, sums[c]);
    }
  }

  @Override
  public long identity() {
    if (FLOATING) {
      return Double.doubleToRawLongBits(IDENTITY);
    }
    return ADD ? 0 : MUL ? 1 : MIN ? largest() : smallest();
  }

  private static long largest() {
    return CELL == Cell.U64 ? -1 : Long.MAX_VALUE;
  }

  private static long smallest() {
    return CELL == Cell.U64 ? 0 : Long.MIN_VALUE;
  }

  private static double combine(double x, double y) {
    return ADD ? x + y : MUL ? x * y : MAX ? Math.max(x, y) : MIN ? Math.min(x, y) : logAdd(x, y);
  }

  /** As the reference function, with this backend's mathematics. */
  private static double logAdd(double x, double y) {
    double difference = x - y;
    if (Double.isNaN(difference)) {
      return Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : Math.max(x, y);
    }
    return Math.max(x, y) + DoubleMath.log1p(DoubleMath.exp(-Math.abs(difference)));
  }

  private static long combined(long x, long y) {
    if (ADD) {
      return x + y;
    }
    if (MUL) {
      return x * y;
    }
    boolean less = CELL == Cell.U64 ? Long.compareUnsigned(x, y) < 0 : x < y;
    return less == MIN ? x : y;
  }
}
