package dev.covector.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link MatrixLanes} over vectors of f64. */
final class DoubleMatrixLanes extends MatrixLanes {
  private static final VectorSpecies<Double> SPECIES = Species.F64;
  private static final long STEP = Species.SHAPE.vectorBitSize() / 8;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static DoubleVector load(long address) {
    return DoubleVector.fromMemorySegment(SPECIES, Memory.ALL, address, ORDER);
  }

  private static void store(DoubleVector vector, long address) {
    vector.intoMemorySegment(Memory.ALL, address, ORDER);
  }

  private static DoubleVector spread(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static double get(long address) {
    return Memory.getF64(address);
  }

  @Override
  void rank1(long rows, long size, long a, long lda, long x, long xs, double alpha, long y) {
    double scale = alpha;
    long i = 0;
    for (; i + 4 <= rows; i += 4) {
      long row = a + i * lda;
      long at = x + i * xs;
      DoubleVector x0 = spread(scale * get(at));
      DoubleVector x1 = spread(scale * get(at + xs));
      DoubleVector x2 = spread(scale * get(at + 2 * xs));
      DoubleVector x3 = spread(scale * get(at + 3 * xs));
      for (long j = 0; j < size; j += STEP) {
        DoubleVector right = load(y + j);
        store(x0.fma(right, load(row + j)), row + j);
        store(x1.fma(right, load(row + lda + j)), row + lda + j);
        store(x2.fma(right, load(row + 2 * lda + j)), row + 2 * lda + j);
        store(x3.fma(right, load(row + 3 * lda + j)), row + 3 * lda + j);
      }
    }
    for (; i < rows; i++) {
      long row = a + i * lda;
      DoubleVector x0 = spread(scale * get(x + i * xs));
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
      DoubleVector s0 = spread(0);
      DoubleVector s1 = s0;
      DoubleVector s2 = s0;
      DoubleVector s3 = s0;
      for (long j = 0; j < size; j += STEP) {
        DoubleVector right = load(x + j);
        s0 = right.fma(load(row + j), s0);
        s1 = right.fma(load(row + lda + j), s1);
        s2 = right.fma(load(row + 2 * lda + j), s2);
        s3 = right.fma(load(row + 3 * lda + j), s3);
      }
      long at = out + i * os;
      Memory.putF64(at, s0.reduceLanes(VectorOperators.ADD));
      Memory.putF64(at + os, s1.reduceLanes(VectorOperators.ADD));
      Memory.putF64(at + 2 * os, s2.reduceLanes(VectorOperators.ADD));
      Memory.putF64(at + 3 * os, s3.reduceLanes(VectorOperators.ADD));
    }
    for (; i < rows; i++) {
      long row = a + i * lda;
      DoubleVector s0 = spread(0);
      for (long j = 0; j < size; j += STEP) {
        s0 = load(x + j).fma(load(row + j), s0);
      }
      Memory.putF64(out + i * os, s0.reduceLanes(VectorOperators.ADD));
    }
  }

  @Override
  void rank2dots(
      long rows, long size, long a, long lda, long x, long u, long z, long v, long w, long out) {
    long i = 0;
    for (; i + 2 <= rows; i += 2) {
      long row = a + i * lda;
      long next = row + lda;
      DoubleVector x0 = spread(get(x + i * Double.BYTES));
      DoubleVector x1 = spread(get(x + (i + 1) * Double.BYTES));
      DoubleVector z0 = spread(get(z + i * Double.BYTES));
      DoubleVector z1 = spread(get(z + (i + 1) * Double.BYTES));
      DoubleVector s0 = spread(0);
      DoubleVector s1 = s0;
      for (long j = 0; j < size; j += STEP) {
        DoubleVector uj = load(u + j);
        DoubleVector vj = load(v + j);
        DoubleVector wj = load(w + j);
        DoubleVector a0 = z0.fma(vj, x0.fma(uj, load(row + j)));
        DoubleVector a1 = z1.fma(vj, x1.fma(uj, load(next + j)));
        store(a0, row + j);
        store(a1, next + j);
        s0 = a0.fma(wj, s0);
        s1 = a1.fma(wj, s1);
      }
      Memory.putF64(out + i * Double.BYTES, s0.reduceLanes(VectorOperators.ADD));
      Memory.putF64(out + (i + 1) * Double.BYTES, s1.reduceLanes(VectorOperators.ADD));
    }
    for (; i < rows; i++) {
      long row = a + i * lda;
      DoubleVector x0 = spread(get(x + i * Double.BYTES));
      DoubleVector z0 = spread(get(z + i * Double.BYTES));
      DoubleVector s0 = spread(0);
      for (long j = 0; j < size; j += STEP) {
        DoubleVector a0 = z0.fma(load(v + j), x0.fma(load(u + j), load(row + j)));
        store(a0, row + j);
        s0 = a0.fma(load(w + j), s0);
      }
      Memory.putF64(out + i * Double.BYTES, s0.reduceLanes(VectorOperators.ADD));
    }
  }

  @Override
  void combine(long rows, long size, long a, long lda, long c, long cs, long y) {
    long i = 0;
    for (; i + 4 <= rows; i += 4) {
      long row = a + i * lda;
      long at = c + i * cs;
      DoubleVector c0 = spread(get(at));
      DoubleVector c1 = spread(get(at + cs));
      DoubleVector c2 = spread(get(at + 2 * cs));
      DoubleVector c3 = spread(get(at + 3 * cs));
      for (long j = 0; j < size; j += STEP) {
        DoubleVector left = c0.fma(load(row + j), c1.mul(load(row + lda + j)));
        DoubleVector right =
            c2.fma(load(row + 2 * lda + j), c3.fma(load(row + 3 * lda + j), load(y + j)));
        store(left.add(right), y + j);
      }
    }
    for (; i < rows; i++) {
      long row = a + i * lda;
      DoubleVector c0 = spread(get(c + i * cs));
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
    DoubleVector a0 = load(row);
    DoubleVector a1 = load(row + STEP);
    DoubleVector a2 = load(row + 2 * STEP);
    DoubleVector a3 = load(row + 3 * STEP);
    for (long r = 0; r < count; r++) {
      DoubleVector c = spread(get(turns + 2 * r * Double.BYTES));
      DoubleVector s = spread(get(turns + (2 * r + 1) * Double.BYTES));
      long next = row + step;
      DoubleVector b0 = load(next);
      DoubleVector b1 = load(next + STEP);
      DoubleVector b2 = load(next + 2 * STEP);
      DoubleVector b3 = load(next + 3 * STEP);
      store(s.fma(b0, c.mul(a0)), row);
      store(s.fma(b1, c.mul(a1)), row + STEP);
      store(s.fma(b2, c.mul(a2)), row + 2 * STEP);
      store(s.fma(b3, c.mul(a3)), row + 3 * STEP);
      DoubleVector opposite = s.neg();
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
    DoubleVector a0 = load(row);
    for (long r = 0; r < count; r++) {
      DoubleVector c = spread(get(turns + 2 * r * Double.BYTES));
      DoubleVector s = spread(get(turns + (2 * r + 1) * Double.BYTES));
      DoubleVector b0 = load(row + step);
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
  void scale(long size, long x, double alpha) {
    double value = alpha;
    DoubleVector factor = spread(value);
    long j = 0;
    for (; j + STEP <= size; j += STEP) {
      store(load(x + j).mul(factor), x + j);
    }
    for (; j < size; j += Double.BYTES) {
      Memory.putF64(x + j, get(x + j) * value);
    }
  }

  @Override
  void multiply(
      long rows,
      long size,
      long depth,
      long a,
      long ars,
      long acs,
      long b,
      long ldb,
      long c,
      long ldc,
      int sign) {
    // the columns of B in one step stay in the first-level cache while the rows of A pass
    long j = 0;
    for (; j + 4 * STEP <= size; j += 4 * STEP) {
      long i = 0;
      for (; i + 4 <= rows; i += 4) {
        tileFourByFour(depth, a + i * ars, ars, acs, b + j, ldb, c + i * ldc + j, ldc, sign);
      }
      for (; i < rows; i++) {
        tileOneByFour(depth, a + i * ars, ars, acs, b + j, ldb, c + i * ldc + j, ldc, sign);
      }
    }
    for (; j < size; j += STEP) {
      long i = 0;
      for (; i + 4 <= rows; i += 4) {
        tileFourByOne(depth, a + i * ars, ars, acs, b + j, ldb, c + i * ldc + j, ldc, sign);
      }
      for (; i < rows; i++) {
        tileOneByOne(depth, a + i * ars, ars, acs, b + j, ldb, c + i * ldc + j, ldc, sign);
      }
    }
  }

  private static void put(DoubleVector sum, long address, int sign) {
    if (sign == 0) {
      store(sum, address);
    } else if (sign > 0) {
      store(load(address).add(sum), address);
    } else {
      store(load(address).sub(sum), address);
    }
  }

  private static void tileFourByFour(
      long depth, long a, long ars, long acs, long b, long ldb, long c, long ldc, int sign) {
    DoubleVector s00 = spread(0);
    DoubleVector s01 = s00;
    DoubleVector s02 = s00;
    DoubleVector s03 = s00;
    DoubleVector s10 = s00;
    DoubleVector s11 = s00;
    DoubleVector s12 = s00;
    DoubleVector s13 = s00;
    DoubleVector s20 = s00;
    DoubleVector s21 = s00;
    DoubleVector s22 = s00;
    DoubleVector s23 = s00;
    DoubleVector s30 = s00;
    DoubleVector s31 = s00;
    DoubleVector s32 = s00;
    DoubleVector s33 = s00;
    for (long p = 0; p < depth; p++) {
      DoubleVector b0 = load(b);
      DoubleVector b1 = load(b + STEP);
      DoubleVector b2 = load(b + 2 * STEP);
      DoubleVector b3 = load(b + 3 * STEP);
      DoubleVector a0 = spread(get(a));
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      s03 = a0.fma(b3, s03);
      DoubleVector a1 = spread(get(a + ars));
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      s12 = a1.fma(b2, s12);
      s13 = a1.fma(b3, s13);
      DoubleVector a2 = spread(get(a + 2 * ars));
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      s22 = a2.fma(b2, s22);
      s23 = a2.fma(b3, s23);
      DoubleVector a3 = spread(get(a + 3 * ars));
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      s32 = a3.fma(b2, s32);
      s33 = a3.fma(b3, s33);
      a += acs;
      b += ldb;
    }
    put(s00, c, sign);
    put(s01, c + STEP, sign);
    put(s02, c + 2 * STEP, sign);
    put(s03, c + 3 * STEP, sign);
    put(s10, c + ldc, sign);
    put(s11, c + ldc + STEP, sign);
    put(s12, c + ldc + 2 * STEP, sign);
    put(s13, c + ldc + 3 * STEP, sign);
    put(s20, c + 2 * ldc, sign);
    put(s21, c + 2 * ldc + STEP, sign);
    put(s22, c + 2 * ldc + 2 * STEP, sign);
    put(s23, c + 2 * ldc + 3 * STEP, sign);
    put(s30, c + 3 * ldc, sign);
    put(s31, c + 3 * ldc + STEP, sign);
    put(s32, c + 3 * ldc + 2 * STEP, sign);
    put(s33, c + 3 * ldc + 3 * STEP, sign);
  }

  private static void tileOneByFour(
      long depth, long a, long ars, long acs, long b, long ldb, long c, long ldc, int sign) {
    DoubleVector s00 = spread(0);
    DoubleVector s01 = s00;
    DoubleVector s02 = s00;
    DoubleVector s03 = s00;
    for (long p = 0; p < depth; p++) {
      DoubleVector b0 = load(b);
      DoubleVector b1 = load(b + STEP);
      DoubleVector b2 = load(b + 2 * STEP);
      DoubleVector b3 = load(b + 3 * STEP);
      DoubleVector a0 = spread(get(a));
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      s03 = a0.fma(b3, s03);
      a += acs;
      b += ldb;
    }
    put(s00, c, sign);
    put(s01, c + STEP, sign);
    put(s02, c + 2 * STEP, sign);
    put(s03, c + 3 * STEP, sign);
  }

  private static void tileFourByOne(
      long depth, long a, long ars, long acs, long b, long ldb, long c, long ldc, int sign) {
    DoubleVector s00 = spread(0);
    DoubleVector s10 = s00;
    DoubleVector s20 = s00;
    DoubleVector s30 = s00;
    for (long p = 0; p < depth; p++) {
      DoubleVector b0 = load(b);
      DoubleVector a0 = spread(get(a));
      s00 = a0.fma(b0, s00);
      DoubleVector a1 = spread(get(a + ars));
      s10 = a1.fma(b0, s10);
      DoubleVector a2 = spread(get(a + 2 * ars));
      s20 = a2.fma(b0, s20);
      DoubleVector a3 = spread(get(a + 3 * ars));
      s30 = a3.fma(b0, s30);
      a += acs;
      b += ldb;
    }
    put(s00, c, sign);
    put(s10, c + ldc, sign);
    put(s20, c + 2 * ldc, sign);
    put(s30, c + 3 * ldc, sign);
  }

  private static void tileOneByOne(
      long depth, long a, long ars, long acs, long b, long ldb, long c, long ldc, int sign) {
    DoubleVector s00 = spread(0);
    for (long p = 0; p < depth; p++) {
      DoubleVector b0 = load(b);
      DoubleVector a0 = spread(get(a));
      s00 = a0.fma(b0, s00);
      a += acs;
      b += ldb;
    }
    put(s00, c, sign);
  }
}
