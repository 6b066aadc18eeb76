package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four rows, or one, of {@link MatrixLanes#rank2symmetric} and {@link MatrixLanes#rank2combine}.
 *
 * <p>The loops call the Vector API itself, without methods in between: C2 stops inlining ordinary
 * methods before the last of so many calls, and then boxes vectors (ten times slower).
 */
final class DoubleMatrixPasses {
  private static final VectorSpecies<Double> SPECIES = Species.F64;
  private static final long STEP = VectorWidth.bits() / 8;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final MemorySegment ALL = Memory.ALL;

  private DoubleMatrixPasses() {}

  private static DoubleVector load(long address) {
    return DoubleVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
  }

  private static void store(DoubleVector vector, long address) {
    vector.intoMemorySegment(ALL, address, ORDER);
  }

  private static DoubleVector spread(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static double get(long address) {
    return Memory.getF64(address);
  }

  static void symmetricFour(
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
    combineFour(Math.min(size, MatrixLanes.ALIGNMENT), a, lda, x, u, z, v, c, y);
    DoubleVector x0 =
        DoubleVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x));
    DoubleVector x1 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x + Double.BYTES));
    DoubleVector x2 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x + 2 * Double.BYTES));
    DoubleVector x3 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x + 3 * Double.BYTES));
    DoubleVector z0 =
        DoubleVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z));
    DoubleVector z1 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z + Double.BYTES));
    DoubleVector z2 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z + 2 * Double.BYTES));
    DoubleVector z3 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z + 3 * Double.BYTES));
    DoubleVector c0 =
        DoubleVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c));
    DoubleVector c1 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c + Double.BYTES));
    DoubleVector c2 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c + 2 * Double.BYTES));
    DoubleVector c3 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c + 3 * Double.BYTES));
    DoubleVector s0 = DoubleVector.broadcast(SPECIES, 0);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    long row1 = a + lda;
    long row2 = a + 2 * lda;
    long row3 = a + 3 * lda;
    for (long j = MatrixLanes.ALIGNMENT; j < size; j += STEP) {
      DoubleVector uj = DoubleVector.fromMemorySegment(SPECIES, ALL, u + j, ORDER);
      DoubleVector vj = DoubleVector.fromMemorySegment(SPECIES, ALL, v + j, ORDER);
      DoubleVector a0 =
          z0.fma(vj, x0.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, a + j, ORDER)));
      DoubleVector a1 =
          z1.fma(vj, x1.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, row1 + j, ORDER)));
      DoubleVector a2 =
          z2.fma(vj, x2.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, row2 + j, ORDER)));
      DoubleVector a3 =
          z3.fma(vj, x3.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, row3 + j, ORDER)));
      a0.intoMemorySegment(ALL, a + j, ORDER);
      a1.intoMemorySegment(ALL, row1 + j, ORDER);
      a2.intoMemorySegment(ALL, row2 + j, ORDER);
      a3.intoMemorySegment(ALL, row3 + j, ORDER);
      DoubleVector left = c0.fma(a0, c1.mul(a1));
      DoubleVector right =
          c2.fma(a2, c3.fma(a3, DoubleVector.fromMemorySegment(SPECIES, ALL, y + j, ORDER)));
      left.add(right).intoMemorySegment(ALL, y + j, ORDER);
      DoubleVector wj = DoubleVector.fromMemorySegment(SPECIES, ALL, w + j, ORDER);
      s0 = a0.fma(wj, s0);
      s1 = a1.fma(wj, s1);
      s2 = a2.fma(wj, s2);
      s3 = a3.fma(wj, s3);
    }
    Memory.putF64(out, s0.reduceLanes(VectorOperators.ADD));
    Memory.putF64(out + Double.BYTES, s1.reduceLanes(VectorOperators.ADD));
    Memory.putF64(out + 2 * Double.BYTES, s2.reduceLanes(VectorOperators.ADD));
    Memory.putF64(out + 3 * Double.BYTES, s3.reduceLanes(VectorOperators.ADD));
  }

  static void symmetricOne(
      long size, long a, long x, long u, long z, long v, long w, long c, long out, long y) {
    combineOne(Math.min(size, MatrixLanes.ALIGNMENT), a, x, u, z, v, c, y);
    DoubleVector x0 = spread(get(x));
    DoubleVector z0 = spread(get(z));
    DoubleVector c0 = spread(get(c));
    DoubleVector s0 = spread(0);
    for (long j = MatrixLanes.ALIGNMENT; j < size; j += STEP) {
      DoubleVector a0 = z0.fma(load(v + j), x0.fma(load(u + j), load(a + j)));
      store(a0, a + j);
      store(c0.fma(a0, load(y + j)), y + j);
      s0 = a0.fma(load(w + j), s0);
    }
    Memory.putF64(out, s0.reduceLanes(VectorOperators.ADD));
  }

  static void combineFour(
      long size, long a, long lda, long x, long u, long z, long v, long c, long y) {
    DoubleVector x0 =
        DoubleVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x));
    DoubleVector x1 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x + Double.BYTES));
    DoubleVector x2 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x + 2 * Double.BYTES));
    DoubleVector x3 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, x + 3 * Double.BYTES));
    DoubleVector z0 =
        DoubleVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z));
    DoubleVector z1 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z + Double.BYTES));
    DoubleVector z2 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z + 2 * Double.BYTES));
    DoubleVector z3 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, z + 3 * Double.BYTES));
    DoubleVector c0 =
        DoubleVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c));
    DoubleVector c1 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c + Double.BYTES));
    DoubleVector c2 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c + 2 * Double.BYTES));
    DoubleVector c3 =
        DoubleVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, c + 3 * Double.BYTES));
    long row1 = a + lda;
    long row2 = a + 2 * lda;
    long row3 = a + 3 * lda;
    for (long j = 0; j < size; j += STEP) {
      DoubleVector uj = DoubleVector.fromMemorySegment(SPECIES, ALL, u + j, ORDER);
      DoubleVector vj = DoubleVector.fromMemorySegment(SPECIES, ALL, v + j, ORDER);
      DoubleVector a0 =
          z0.fma(vj, x0.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, a + j, ORDER)));
      DoubleVector a1 =
          z1.fma(vj, x1.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, row1 + j, ORDER)));
      DoubleVector a2 =
          z2.fma(vj, x2.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, row2 + j, ORDER)));
      DoubleVector a3 =
          z3.fma(vj, x3.fma(uj, DoubleVector.fromMemorySegment(SPECIES, ALL, row3 + j, ORDER)));
      a0.intoMemorySegment(ALL, a + j, ORDER);
      a1.intoMemorySegment(ALL, row1 + j, ORDER);
      a2.intoMemorySegment(ALL, row2 + j, ORDER);
      a3.intoMemorySegment(ALL, row3 + j, ORDER);
      DoubleVector left = c0.fma(a0, c1.mul(a1));
      DoubleVector right =
          c2.fma(a2, c3.fma(a3, DoubleVector.fromMemorySegment(SPECIES, ALL, y + j, ORDER)));
      left.add(right).intoMemorySegment(ALL, y + j, ORDER);
    }
  }

  static void combineOne(long size, long a, long x, long u, long z, long v, long c, long y) {
    DoubleVector x0 = spread(get(x));
    DoubleVector z0 = spread(get(z));
    DoubleVector c0 = spread(get(c));
    for (long j = 0; j < size; j += STEP) {
      DoubleVector a0 = z0.fma(load(v + j), x0.fma(load(u + j), load(a + j)));
      store(a0, a + j);
      store(c0.fma(a0, load(y + j)), y + j);
    }
  }
}
