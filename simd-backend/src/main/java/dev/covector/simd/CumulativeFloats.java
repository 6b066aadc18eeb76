package dev.covector.simd;

import dev.covector.kernel.ScalarFn;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Template: scans of f32 in vectors, for sums, products, maxima and minima. Along a contiguous row
 * each vector is scanned in the register, by log2(lanes) combinations with itself moved along, and
 * what came before is carried in f64: an element is off by a few roundings, however long the row.
 * Across columns the running values are f64.
 */
final class CumulativeFloats implements CumulativeCode {
  private static final Variant VARIANT = Specialized.variant(MethodHandles.lookup(), Variant.class);
  private static final boolean ADD = VARIANT.combiner() == ScalarFn.ADD;
  private static final boolean MUL = VARIANT.combiner() == ScalarFn.MUL;
  private static final boolean MAX = VARIANT.combiner() == ScalarFn.MAX;
  private static final VectorOperators.Associative OPERATOR =
      ADD
          ? VectorOperators.ADD
          : MUL ? VectorOperators.MUL : MAX ? VectorOperators.MAX : VectorOperators.MIN;
  private static final double IDENTITY =
      ADD ? 0 : MUL ? 1 : MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  private static final boolean REVERSE = VARIANT.reverse();
  private static final int LANES = Species.F32.length();
  private static final int LAST = REVERSE ? 0 : LANES - 1;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final VectorShuffle<Float> BY_1 = moved(1);
  private static final VectorShuffle<Float> BY_2 = moved(2);
  private static final VectorShuffle<Float> BY_4 = moved(4);
  private static final VectorShuffle<Float> BY_8 = moved(8);
  private static final VectorMask<Float> FROM_1 = after(1);
  private static final VectorMask<Float> FROM_2 = after(2);
  private static final VectorMask<Float> FROM_4 = after(4);
  private static final VectorMask<Float> FROM_8 = after(8);
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.bits() / 2));
  private static final int COLUMNS = Species.F64.length();

  /** Columns whose running values stay in the first-level cache. */
  private static final int BLOCK = 512;

  CumulativeFloats() {}

  private static VectorShuffle<Float> moved(int distance) {
    int by = REVERSE ? distance : -distance;
    return VectorShuffle.fromOp(Species.F32, lane -> Math.clamp(lane + by, 0, LANES - 1));
  }

  private static VectorMask<Float> after(int distance) {
    long lanes = distance >= LANES ? 0 : -1L >>> (64 - (LANES - distance));
    return VectorMask.fromLong(Species.F32, REVERSE ? lanes : lanes << distance);
  }

  @Override
  public long identity() {
    return Double.doubleToRawLongBits(IDENTITY);
  }

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
    if (Math.abs(sourceStep) == Float.BYTES) {
      for (long r = 0; r < rows; r++) {
        scan(source + r * sourceRow, target + r * targetRow, length, IDENTITY);
      }
      return;
    }
    double[] sums = new double[BLOCK];
    for (long first = 0; first < rows; first += BLOCK) {
      int count = (int) Math.min(BLOCK, rows - first);
      Arrays.fill(sums, IDENTITY);
      for (long i = 0; i < length; i++) {
        long from = source + first * Float.BYTES + i * sourceStep;
        long to = target + first * Float.BYTES + i * targetStep;
        line(sums, count, from, to);
      }
    }
  }

  @Override
  public void row(
      long source, long target, long length, long sourceStep, long targetStep, long carry) {
    scan(source, target, length, Double.longBitsToDouble(carry));
  }

  /** Rows that run from the end are given by their last element. */
  private static void scan(long source, long target, long length, double before) {
    double carry = before;
    long sign = REVERSE ? -1 : 1;
    // where a vector begins, from its first element in the order of the scan
    long shift = REVERSE ? -(LANES - 1) * (long) Float.BYTES : 0;
    long i = 0;
    for (; i <= length - 4 * LANES; i += 4 * LANES) {
      long at = sign * i * Float.BYTES + shift;
      long next = sign * LANES * Float.BYTES;
      FloatVector a = prefix(load(source + at));
      FloatVector b = prefix(load(source + at + next));
      FloatVector c = prefix(load(source + at + 2 * next));
      FloatVector d = prefix(load(source + at + 3 * next));
      double afterA = combine(carry, a.lane(LAST));
      double afterB = combine(afterA, b.lane(LAST));
      double afterC = combine(afterB, c.lane(LAST));
      store(a, carry, target + at);
      store(b, afterA, target + at + next);
      store(c, afterB, target + at + 2 * next);
      store(d, afterC, target + at + 3 * next);
      carry = combine(afterC, d.lane(LAST));
    }
    for (; i < length; i++) {
      long at = sign * i * Float.BYTES;
      carry = combine(carry, Memory.getF32(source + at));
      Memory.putF32(target + at, (float) carry);
    }
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(Species.F32, Memory.ALL, address, ORDER);
  }

  private static void store(FloatVector scanned, double carry, long address) {
    scanned.lanewise(OPERATOR, (float) carry).intoMemorySegment(Memory.ALL, address, ORDER);
  }

  private static FloatVector prefix(FloatVector x) {
    FloatVector sum = x.lanewise(OPERATOR, x.rearrange(BY_1), FROM_1);
    sum = LANES > 2 ? sum.lanewise(OPERATOR, sum.rearrange(BY_2), FROM_2) : sum;
    sum = LANES > 4 ? sum.lanewise(OPERATOR, sum.rearrange(BY_4), FROM_4) : sum;
    return LANES > 8 ? sum.lanewise(OPERATOR, sum.rearrange(BY_8), FROM_8) : sum;
  }

  @Override
  public long total(long source, long length, long sourceStep, long carry) {
    double sum = Double.longBitsToDouble(carry);
    long sign = REVERSE ? -1 : 1;
    long shift = REVERSE ? -(LANES - 1) * (long) Float.BYTES : 0;
    long i = 0;
    for (; i <= length - 4 * LANES; i += 4 * LANES) {
      long at = source + sign * i * Float.BYTES + shift;
      long next = sign * LANES * Float.BYTES;
      FloatVector low = load(at).lanewise(OPERATOR, load(at + next));
      FloatVector high = load(at + 2 * next).lanewise(OPERATOR, load(at + 3 * next));
      sum = combine(sum, prefix(low.lanewise(OPERATOR, high)).lane(LAST));
    }
    for (; i < length; i++) {
      sum = combine(sum, Memory.getF32(source + sign * i * Float.BYTES));
    }
    return Double.doubleToRawLongBits(sum);
  }

  @Override
  public long combine(long first, long second) {
    return Double.doubleToRawLongBits(
        combine(Double.longBitsToDouble(first), Double.longBitsToDouble(second)));
  }

  private static void line(double[] sums, int count, long from, long to) {
    int c = 0;
    for (; c <= count - COLUMNS; c += COLUMNS) {
      long at = c * (long) Float.BYTES;
      DoubleVector next =
          (DoubleVector)
              FloatVector.fromMemorySegment(HALF, Memory.ALL, from + at, ORDER)
                  .convertShape(VectorOperators.F2D, Species.F64, 0);
      DoubleVector sum = DoubleVector.fromArray(Species.F64, sums, c).lanewise(OPERATOR, next);
      sum.intoArray(sums, c);
      ((FloatVector) sum.convertShape(VectorOperators.D2F, HALF, 0))
          .intoMemorySegment(Memory.ALL, to + at, ORDER);
    }
    for (; c < count; c++) {
      long at = c * (long) Float.BYTES;
      sums[c] = combine(sums[c], Memory.getF32(from + at));
      Memory.putF32(to + at, (float) sums[c]);
    }
  }

  private static double combine(double x, double y) {
    return ADD ? x + y : MUL ? x * y : MAX ? Math.max(x, y) : Math.min(x, y);
  }
}
