package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four rows, or one, of {@link MatrixLanes#rank2symmetric} and {@link MatrixLanes#rank2combine}.
 *
 * <p>The loops call the Vector API itself, without methods in between: C2 stops inlining ordinary
 * methods before the last of so many calls, and then boxes vectors (ten times slower).
 */
final class FloatMatrixPasses {
  private static final VectorSpecies<Float> SPECIES = Species.F32;
  private static final long STEP = VectorWidth.bits() / 8;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final MemorySegment ALL = Memory.ALL;

  private FloatMatrixPasses() {}

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
  }

  private static void store(FloatVector vector, long address) {
    vector.intoMemorySegment(ALL, address, ORDER);
  }

  private static FloatVector spread(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  private static float get(long address) {
    return Memory.getF32(address);
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
    FloatVector x0 = FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x));
    FloatVector x1 =
        FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x + Float.BYTES));
    FloatVector x2 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x + 2 * Float.BYTES));
    FloatVector x3 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x + 3 * Float.BYTES));
    FloatVector z0 = FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z));
    FloatVector z1 =
        FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z + Float.BYTES));
    FloatVector z2 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z + 2 * Float.BYTES));
    FloatVector z3 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z + 3 * Float.BYTES));
    FloatVector c0 = FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c));
    FloatVector c1 =
        FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c + Float.BYTES));
    FloatVector c2 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c + 2 * Float.BYTES));
    FloatVector c3 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c + 3 * Float.BYTES));
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    long row1 = a + lda;
    long row2 = a + 2 * lda;
    long row3 = a + 3 * lda;
    for (long j = MatrixLanes.ALIGNMENT; j < size; j += STEP) {
      FloatVector uj = FloatVector.fromMemorySegment(SPECIES, ALL, u + j, ORDER);
      FloatVector vj = FloatVector.fromMemorySegment(SPECIES, ALL, v + j, ORDER);
      FloatVector a0 =
          z0.fma(vj, x0.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, a + j, ORDER)));
      FloatVector a1 =
          z1.fma(vj, x1.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, row1 + j, ORDER)));
      FloatVector a2 =
          z2.fma(vj, x2.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, row2 + j, ORDER)));
      FloatVector a3 =
          z3.fma(vj, x3.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, row3 + j, ORDER)));
      a0.intoMemorySegment(ALL, a + j, ORDER);
      a1.intoMemorySegment(ALL, row1 + j, ORDER);
      a2.intoMemorySegment(ALL, row2 + j, ORDER);
      a3.intoMemorySegment(ALL, row3 + j, ORDER);
      FloatVector left = c0.fma(a0, c1.mul(a1));
      FloatVector right =
          c2.fma(a2, c3.fma(a3, FloatVector.fromMemorySegment(SPECIES, ALL, y + j, ORDER)));
      left.add(right).intoMemorySegment(ALL, y + j, ORDER);
      FloatVector wj = FloatVector.fromMemorySegment(SPECIES, ALL, w + j, ORDER);
      s0 = a0.fma(wj, s0);
      s1 = a1.fma(wj, s1);
      s2 = a2.fma(wj, s2);
      s3 = a3.fma(wj, s3);
    }
    Memory.putF32(out, s0.reduceLanes(VectorOperators.ADD));
    Memory.putF32(out + Float.BYTES, s1.reduceLanes(VectorOperators.ADD));
    Memory.putF32(out + 2 * Float.BYTES, s2.reduceLanes(VectorOperators.ADD));
    Memory.putF32(out + 3 * Float.BYTES, s3.reduceLanes(VectorOperators.ADD));
  }

  static void symmetricOne(
      long size, long a, long x, long u, long z, long v, long w, long c, long out, long y) {
    combineOne(Math.min(size, MatrixLanes.ALIGNMENT), a, x, u, z, v, c, y);
    FloatVector x0 = spread(get(x));
    FloatVector z0 = spread(get(z));
    FloatVector c0 = spread(get(c));
    FloatVector s0 = spread(0);
    for (long j = MatrixLanes.ALIGNMENT; j < size; j += STEP) {
      FloatVector a0 = z0.fma(load(v + j), x0.fma(load(u + j), load(a + j)));
      store(a0, a + j);
      store(c0.fma(a0, load(y + j)), y + j);
      s0 = a0.fma(load(w + j), s0);
    }
    Memory.putF32(out, s0.reduceLanes(VectorOperators.ADD));
  }

  static void combineFour(
      long size, long a, long lda, long x, long u, long z, long v, long c, long y) {
    FloatVector x0 = FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x));
    FloatVector x1 =
        FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x + Float.BYTES));
    FloatVector x2 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x + 2 * Float.BYTES));
    FloatVector x3 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, x + 3 * Float.BYTES));
    FloatVector z0 = FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z));
    FloatVector z1 =
        FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z + Float.BYTES));
    FloatVector z2 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z + 2 * Float.BYTES));
    FloatVector z3 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, z + 3 * Float.BYTES));
    FloatVector c0 = FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c));
    FloatVector c1 =
        FloatVector.broadcast(SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c + Float.BYTES));
    FloatVector c2 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c + 2 * Float.BYTES));
    FloatVector c3 =
        FloatVector.broadcast(
            SPECIES, ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, c + 3 * Float.BYTES));
    long row1 = a + lda;
    long row2 = a + 2 * lda;
    long row3 = a + 3 * lda;
    for (long j = 0; j < size; j += STEP) {
      FloatVector uj = FloatVector.fromMemorySegment(SPECIES, ALL, u + j, ORDER);
      FloatVector vj = FloatVector.fromMemorySegment(SPECIES, ALL, v + j, ORDER);
      FloatVector a0 =
          z0.fma(vj, x0.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, a + j, ORDER)));
      FloatVector a1 =
          z1.fma(vj, x1.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, row1 + j, ORDER)));
      FloatVector a2 =
          z2.fma(vj, x2.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, row2 + j, ORDER)));
      FloatVector a3 =
          z3.fma(vj, x3.fma(uj, FloatVector.fromMemorySegment(SPECIES, ALL, row3 + j, ORDER)));
      a0.intoMemorySegment(ALL, a + j, ORDER);
      a1.intoMemorySegment(ALL, row1 + j, ORDER);
      a2.intoMemorySegment(ALL, row2 + j, ORDER);
      a3.intoMemorySegment(ALL, row3 + j, ORDER);
      FloatVector left = c0.fma(a0, c1.mul(a1));
      FloatVector right =
          c2.fma(a2, c3.fma(a3, FloatVector.fromMemorySegment(SPECIES, ALL, y + j, ORDER)));
      left.add(right).intoMemorySegment(ALL, y + j, ORDER);
    }
  }

  static void combineOne(long size, long a, long x, long u, long z, long v, long c, long y) {
    FloatVector x0 = spread(get(x));
    FloatVector z0 = spread(get(z));
    FloatVector c0 = spread(get(c));
    for (long j = 0; j < size; j += STEP) {
      FloatVector a0 = z0.fma(load(v + j), x0.fma(load(u + j), load(a + j)));
      store(a0, a + j);
      store(c0.fma(a0, load(y + j)), y + j);
    }
  }
}
