package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link MatrixLanes} over vectors of f32.
 *
 * <p>The largest loops call the Vector API itself, without methods in between: C2 stops inlining
 * ordinary methods before the last of so many calls, and then boxes vectors (thirty times slower).
 */
final class FloatMatrixLanes extends VectorMatrixLanes {
  private static final VectorSpecies<Float> SPECIES = Species.F32;
  private static final long STEP = VectorWidth.bits() / 8;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final MemorySegment ALL = Memory.ALL;

  FloatMatrixLanes() {
    super(false);
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, Memory.ALL, address, ORDER);
  }

  private static void store(FloatVector vector, long address) {
    vector.intoMemorySegment(Memory.ALL, address, ORDER);
  }

  private static FloatVector spread(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  private static float get(long address) {
    return Memory.getF32(address);
  }

  @Override
  void rank1(long rows, long size, long a, long lda, long x, long xs, double alpha, long y) {
    float scale = (float) alpha;
    long i = 0;
    for (; i + 4 <= rows; i += 4) {
      long row = a + i * lda;
      long at = x + i * xs;
      FloatVector x0 = spread(scale * get(at));
      FloatVector x1 = spread(scale * get(at + xs));
      FloatVector x2 = spread(scale * get(at + 2 * xs));
      FloatVector x3 = spread(scale * get(at + 3 * xs));
      for (long j = 0; j < size; j += STEP) {
        FloatVector right = load(y + j);
        store(x0.fma(right, load(row + j)), row + j);
        store(x1.fma(right, load(row + lda + j)), row + lda + j);
        store(x2.fma(right, load(row + 2 * lda + j)), row + 2 * lda + j);
        store(x3.fma(right, load(row + 3 * lda + j)), row + 3 * lda + j);
      }
    }
    for (; i < rows; i++) {
      long row = a + i * lda;
      FloatVector x0 = spread(scale * get(x + i * xs));
      for (long j = 0; j < size; j += STEP) {
        store(x0.fma(load(y + j), load(row + j)), row + j);
      }
    }
  }

  @Override
  void dots(long rows, long size, long a, long lda, long x, long out, long os) {
    long i = 0;
    for (; i + 4 <= rows; i += 4) {
      long row = a + i * lda;
      FloatVector s0 = spread(0);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (long j = 0; j < size; j += STEP) {
        FloatVector right = load(x + j);
        s0 = right.fma(load(row + j), s0);
        s1 = right.fma(load(row + lda + j), s1);
        s2 = right.fma(load(row + 2 * lda + j), s2);
        s3 = right.fma(load(row + 3 * lda + j), s3);
      }
      long at = out + i * os;
      Memory.putF32(at, s0.reduceLanes(VectorOperators.ADD));
      Memory.putF32(at + os, s1.reduceLanes(VectorOperators.ADD));
      Memory.putF32(at + 2 * os, s2.reduceLanes(VectorOperators.ADD));
      Memory.putF32(at + 3 * os, s3.reduceLanes(VectorOperators.ADD));
    }
    for (; i < rows; i++) {
      long row = a + i * lda;
      FloatVector s0 = spread(0);
      for (long j = 0; j < size; j += STEP) {
        s0 = load(x + j).fma(load(row + j), s0);
      }
      Memory.putF32(out + i * os, s0.reduceLanes(VectorOperators.ADD));
    }
  }

  @Override
  void rank2symmetric(
      long rows,
      long size,
      long a,
      long lda,
      long x,
      long u,
      long z,
      long v,
      long w,
      long c,
      long out,
      long y) {
    long i = 0;
    for (; i + 4 <= rows; i += 4) {
      long at = i * Float.BYTES;
      FloatMatrixPasses.symmetricFour(
          size, a + i * lda, lda, x + at, u, z + at, v, w, c + at, out + at, y);
    }
    for (; i < rows; i++) {
      long at = i * Float.BYTES;
      FloatMatrixPasses.symmetricOne(
          size, a + i * lda, x + at, u, z + at, v, w, c + at, out + at, y);
    }
  }

  @Override
  void rank2combine(
      long rows, long size, long a, long lda, long x, long u, long z, long v, long c, long y) {
    long i = 0;
    for (; i + 4 <= rows; i += 4) {
      long at = i * Float.BYTES;
      FloatMatrixPasses.combineFour(size, a + i * lda, lda, x + at, u, z + at, v, c + at, y);
    }
    for (; i < rows; i++) {
      long at = i * Float.BYTES;
      FloatMatrixPasses.combineOne(size, a + i * lda, x + at, u, z + at, v, c + at, y);
    }
  }

  @Override
  void combine(long rows, long size, long a, long lda, long c, long cs, long y) {
    long i = 0;
    for (; i + 4 <= rows; i += 4) {
      long row = a + i * lda;
      long at = c + i * cs;
      FloatVector c0 = spread(get(at));
      FloatVector c1 = spread(get(at + cs));
      FloatVector c2 = spread(get(at + 2 * cs));
      FloatVector c3 = spread(get(at + 3 * cs));
      for (long j = 0; j < size; j += STEP) {
        FloatVector left = c0.fma(load(row + j), c1.mul(load(row + lda + j)));
        FloatVector right =
            c2.fma(load(row + 2 * lda + j), c3.fma(load(row + 3 * lda + j), load(y + j)));
        store(left.add(right), y + j);
      }
    }
    for (; i < rows; i++) {
      long row = a + i * lda;
      FloatVector c0 = spread(get(c + i * cs));
      for (long j = 0; j < size; j += STEP) {
        store(c0.fma(load(row + j), load(y + j)), y + j);
      }
    }
  }

  @Override
  void rotate(long count, long size, long first, long step, long turns) {
    long j = 0;
    for (; j + 4 * STEP <= size; j += 4 * STEP) {
      rotateFour(count, first + j, step, turns);
    }
    for (; j < size; j += STEP) {
      rotateOne(count, first + j, step, turns);
    }
  }

  private static void rotateFour(long count, long first, long step, long turns) {
    long row = first;
    FloatVector a0 = load(row);
    FloatVector a1 = load(row + STEP);
    FloatVector a2 = load(row + 2 * STEP);
    FloatVector a3 = load(row + 3 * STEP);
    for (long r = 0; r < count; r++) {
      FloatVector c = spread(get(turns + 2 * r * Float.BYTES));
      FloatVector s = spread(get(turns + (2 * r + 1) * Float.BYTES));
      long next = row + step;
      FloatVector b0 = load(next);
      FloatVector b1 = load(next + STEP);
      FloatVector b2 = load(next + 2 * STEP);
      FloatVector b3 = load(next + 3 * STEP);
      store(s.fma(b0, c.mul(a0)), row);
      store(s.fma(b1, c.mul(a1)), row + STEP);
      store(s.fma(b2, c.mul(a2)), row + 2 * STEP);
      store(s.fma(b3, c.mul(a3)), row + 3 * STEP);
      FloatVector opposite = s.neg();
      a0 = opposite.fma(a0, c.mul(b0));
      a1 = opposite.fma(a1, c.mul(b1));
      a2 = opposite.fma(a2, c.mul(b2));
      a3 = opposite.fma(a3, c.mul(b3));
      row = next;
    }
    store(a0, row);
    store(a1, row + STEP);
    store(a2, row + 2 * STEP);
    store(a3, row + 3 * STEP);
  }

  private static void rotateOne(long count, long first, long step, long turns) {
    long row = first;
    FloatVector a0 = load(row);
    for (long r = 0; r < count; r++) {
      FloatVector c = spread(get(turns + 2 * r * Float.BYTES));
      FloatVector s = spread(get(turns + (2 * r + 1) * Float.BYTES));
      FloatVector b0 = load(row + step);
      store(s.fma(b0, c.mul(a0)), row);
      a0 = s.neg().fma(a0, c.mul(b0));
      row += step;
    }
    store(a0, row);
  }

  @Override
  void subtract(long rows, long size, long c, long ldc, long t, long ldt) {
    for (long i = 0; i < rows; i++) {
      long row = c + i * ldc;
      long other = t + i * ldt;
      for (long j = 0; j < size; j += STEP) {
        store(load(row + j).sub(load(other + j)), row + j);
      }
    }
  }

  @Override
  double largest(long size, long x) {
    FloatVector most = spread(0);
    long j = 0;
    for (; j + STEP <= size; j += STEP) {
      most = most.max(load(x + j).abs());
    }
    double largest = most.reduceLanes(VectorOperators.MAX);
    for (; j < size; j += Float.BYTES) {
      largest = Math.max(largest, Math.abs(get(x + j)));
    }
    return largest;
  }

  @Override
  void mean(long size, long x, long y) {
    FloatVector half = spread(0.5f);
    long j = 0;
    for (; j + STEP <= size; j += STEP) {
      store(half.fma(load(x + j), load(y + j).mul(half)), x + j);
    }
    for (; j < size; j += Float.BYTES) {
      Memory.putF32(x + j, get(x + j) * 0.5f + get(y + j) * 0.5f);
    }
  }

  @Override
  void scale(long size, long x, double alpha) {
    float value = (float) alpha;
    FloatVector factor = spread(value);
    long j = 0;
    for (; j + STEP <= size; j += STEP) {
      store(load(x + j).mul(factor), x + j);
    }
    for (; j < size; j += Float.BYTES) {
      Memory.putF32(x + j, get(x + j) * value);
    }
  }

  @Override
  void solve(long order, long size, long a, long ars, long acs, boolean unit, long x, long ldx) {
    // two vectors in a row, whose part of X stays in the first-level cache
    long j = 0;
    for (; j + 2 * STEP <= size; j += 2 * STEP) {
      long i = 0;
      for (; i + 4 <= order; i += 4) {
        solveFour(i, a + i * ars, ars, acs, unit, x + j, ldx);
      }
      for (; i < order; i++) {
        solveOne(i, a + i * ars, acs, unit, x + j, ldx);
        solveOne(i, a + i * ars, acs, unit, x + j + STEP, ldx);
      }
    }
    for (; j < size; j += STEP) {
      for (long i = 0; i < order; i++) {
        solveOne(i, a + i * ars, acs, unit, x + j, ldx);
      }
    }
  }

  private static FloatVector inverse(boolean unit, long address) {
    return spread(unit ? 1 : 1 / get(address));
  }

  private static void solveFour(
      long known, long a, long ars, long acs, boolean unit, long x, long ldx) {
    FloatVector s00 = FloatVector.broadcast(SPECIES, 0);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    long left = a;
    long row0 = x;
    for (long p = 0; p < known; p++) {
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, ALL, row0, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, ALL, row0 + STEP, ORDER);
      FloatVector a0 =
          FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left));
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      FloatVector a1 =
          FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + ars));
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      FloatVector a2 =
          FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + 2 * ars));
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      FloatVector a3 =
          FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + 3 * ars));
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      left += acs;
      row0 += ldx;
    }
    FloatVector inverse =
        FloatVector.broadcast(
            SPECIES, unit ? 1 : 1 / ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left));
    FloatVector x00 =
        FloatVector.fromMemorySegment(SPECIES, ALL, row0, ORDER).sub(s00).mul(inverse);
    FloatVector x01 =
        FloatVector.fromMemorySegment(SPECIES, ALL, row0 + STEP, ORDER).sub(s01).mul(inverse);
    x00.intoMemorySegment(ALL, row0, ORDER);
    x01.intoMemorySegment(ALL, row0 + STEP, ORDER);
    long row1 = row0 + ldx;
    left += ars;
    FloatVector a0 =
        FloatVector.broadcast(SPECIES, -ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left));
    inverse =
        FloatVector.broadcast(
            SPECIES, unit ? 1 : 1 / ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + acs));
    FloatVector x10 =
        a0.fma(x00, FloatVector.fromMemorySegment(SPECIES, ALL, row1, ORDER).sub(s10)).mul(inverse);
    FloatVector x11 =
        a0.fma(x01, FloatVector.fromMemorySegment(SPECIES, ALL, row1 + STEP, ORDER).sub(s11))
            .mul(inverse);
    x10.intoMemorySegment(ALL, row1, ORDER);
    x11.intoMemorySegment(ALL, row1 + STEP, ORDER);
    long row2 = row1 + ldx;
    left += ars;
    a0 = FloatVector.broadcast(SPECIES, -ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left));
    FloatVector a1 =
        FloatVector.broadcast(SPECIES, -ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + acs));
    inverse =
        FloatVector.broadcast(
            SPECIES, unit ? 1 : 1 / ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + 2 * acs));
    FloatVector x20 =
        a1.fma(x10, a0.fma(x00, FloatVector.fromMemorySegment(SPECIES, ALL, row2, ORDER).sub(s20)))
            .mul(inverse);
    FloatVector x21 =
        a1.fma(
                x11,
                a0.fma(
                    x01, FloatVector.fromMemorySegment(SPECIES, ALL, row2 + STEP, ORDER).sub(s21)))
            .mul(inverse);
    x20.intoMemorySegment(ALL, row2, ORDER);
    x21.intoMemorySegment(ALL, row2 + STEP, ORDER);
    long row3 = row2 + ldx;
    left += ars;
    a0 = FloatVector.broadcast(SPECIES, -ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left));
    a1 = FloatVector.broadcast(SPECIES, -ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + acs));
    FloatVector a2 =
        FloatVector.broadcast(SPECIES, -ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + 2 * acs));
    inverse =
        FloatVector.broadcast(
            SPECIES, unit ? 1 : 1 / ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, left + 3 * acs));
    FloatVector x30 =
        a1.fma(x10, a0.fma(x00, FloatVector.fromMemorySegment(SPECIES, ALL, row3, ORDER).sub(s30)));
    FloatVector x31 =
        a1.fma(
            x11,
            a0.fma(x01, FloatVector.fromMemorySegment(SPECIES, ALL, row3 + STEP, ORDER).sub(s31)));
    a2.fma(x20, x30).mul(inverse).intoMemorySegment(ALL, row3, ORDER);
    a2.fma(x21, x31).mul(inverse).intoMemorySegment(ALL, row3 + STEP, ORDER);
  }

  private static void solveOne(long known, long a, long acs, boolean unit, long x, long ldx) {
    FloatVector s0 = spread(0);
    FloatVector s1 = s0;
    long left = a;
    long row = x;
    long p = 0;
    for (; p + 2 <= known; p += 2) {
      s0 = spread(get(left)).fma(load(row), s0);
      s1 = spread(get(left + acs)).fma(load(row + ldx), s1);
      left += 2 * acs;
      row += 2 * ldx;
    }
    if (p < known) {
      s0 = spread(get(left)).fma(load(row), s0);
      left += acs;
      row += ldx;
    }
    store(load(row).sub(s0.add(s1)).mul(inverse(unit, left)), row);
  }
}
