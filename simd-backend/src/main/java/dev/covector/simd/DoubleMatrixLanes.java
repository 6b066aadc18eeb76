package dev.covector.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link MatrixLanes} over vectors of f64. */
final class DoubleMatrixLanes extends VectorMatrixLanes {
  private static final VectorSpecies<Double> SPECIES = Species.F64;
  private static final long STEP = Species.SHAPE.vectorBitSize() / 8;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  DoubleMatrixLanes() {
    super(true);
  }

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
}
