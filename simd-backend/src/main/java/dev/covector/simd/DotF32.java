package dev.covector.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dot products of rows of f32 with one vector. Eight sums are under way at a time, since a
 * multiply-add takes four cycles and two start in each. Only code of the vector mode may touch this
 * class.
 */
final class DotF32 {
  private static final VectorSpecies<Float> SPECIES = Species.F32;
  private static final int LANES = SPECIES.length();
  private static final long BYTES = SPECIES.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** With this C2 sees that addresses lie in the segment over all memory, and checks nothing. */
  private static final long ADDRESSES = (1L << 56) - 1;

  private DotF32() {}

  /**
   * Four rows.
   *
   * @param count the size of a row
   * @param lhs the address of the first row
   * @param row from one row to the next
   * @param rhs the address of the vector
   * @param out the address of the first result
   * @param step from one result to the next
   */
  static void four(long count, long lhs, long row, long rhs, long out, long step) {
    long a = lhs & ADDRESSES;
    long b = (lhs + row) & ADDRESSES;
    long c = (lhs + 2 * row) & ADDRESSES;
    long d = (lhs + 3 * row) & ADDRESSES;
    long x = rhs & ADDRESSES;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector b0 = a0;
    FloatVector c0 = a0;
    FloatVector d0 = a0;
    FloatVector a1 = a0;
    FloatVector b1 = a0;
    FloatVector c1 = a0;
    FloatVector d1 = a0;
    int pairs = (int) (count / (2 * LANES));
    for (int i = 0; i < pairs; i++) {
      FloatVector v = load(x);
      FloatVector w = load(x + BYTES);
      a0 = load(a).fma(v, a0);
      a1 = load(a + BYTES).fma(w, a1);
      b0 = load(b).fma(v, b0);
      b1 = load(b + BYTES).fma(w, b1);
      c0 = load(c).fma(v, c0);
      c1 = load(c + BYTES).fma(w, c1);
      d0 = load(d).fma(v, d0);
      d1 = load(d + BYTES).fma(w, d1);
      a = (a + 2 * BYTES) & ADDRESSES;
      b = (b + 2 * BYTES) & ADDRESSES;
      c = (c + 2 * BYTES) & ADDRESSES;
      d = (d + 2 * BYTES) & ADDRESSES;
      x = (x + 2 * BYTES) & ADDRESSES;
    }
    long done = pairs * 2L * LANES;
    store(out, LaneSums.sum(a0.add(a1)) + rest(count - done, a, x));
    store(out + step, LaneSums.sum(b0.add(b1)) + rest(count - done, b, x));
    store(out + 2 * step, LaneSums.sum(c0.add(c1)) + rest(count - done, c, x));
    store(out + 3 * step, LaneSums.sum(d0.add(d1)) + rest(count - done, d, x));
  }

  /** One row. */
  static void one(long count, long lhs, long rhs, long out) {
    long a = lhs & ADDRESSES;
    long x = rhs & ADDRESSES;
    FloatVector sum = FloatVector.zero(SPECIES);
    int vectors = (int) (count / LANES);
    for (int i = 0; i < vectors; i++) {
      sum = load(a).fma(load(x), sum);
      a = (a + BYTES) & ADDRESSES;
      x = (x + BYTES) & ADDRESSES;
    }
    store(out, LaneSums.sum(sum) + rest(count - vectors * (long) LANES, a, x));
  }

  /** The elements after the last whole vectors. */
  private static float rest(long count, long lhs, long rhs) {
    float sum = 0;
    for (int i = 0; i < (int) count; i++) {
      sum = Math.fma(Memory.getF32(lhs + i * 4L), Memory.getF32(rhs + i * 4L), sum);
    }
    return sum;
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, Memory.ALL, address, ORDER);
  }

  private static void store(long address, float value) {
    Memory.putF32(address, value);
  }
}
