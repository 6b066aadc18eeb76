package dev.covector.simd;

/** {@link MatrixLanes} one element after the other, for f32 and f64. */
final class ScalarMatrixLanes extends MatrixLanes {
  private final boolean wide;
  private final long bytes;

  ScalarMatrixLanes(boolean wide) {
    this.wide = wide;
    this.bytes = wide ? Double.BYTES : Float.BYTES;
  }

  private double get(long address) {
    return wide ? Memory.getF64(address) : Memory.getF32(address);
  }

  private void put(long address, double value) {
    if (wide) {
      Memory.putF64(address, value);
    } else {
      Memory.putF32(address, (float) value);
    }
  }

  @Override
  void rank1(long rows, long size, long a, long lda, long x, long xs, double alpha, long y) {
    for (long i = 0; i < rows; i++) {
      double scale = alpha * get(x + i * xs);
      for (long j = 0; j < size; j += bytes) {
        long at = a + i * lda + j;
        put(at, get(at) + scale * get(y + j));
      }
    }
  }

  @Override
  void dots(long rows, long size, long a, long lda, long x, long out, long os) {
    for (long i = 0; i < rows; i++) {
      double sum = 0;
      for (long j = 0; j < size; j += bytes) {
        sum += get(a + i * lda + j) * get(x + j);
      }
      put(out + i * os, sum);
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
    rank2combine(rows, size, a, lda, x, u, z, v, c, y);
    long from = ALIGNMENT;
    if (from < size) {
      dots(rows, size - from, a + from, lda, w + from, out, bytes);
    } else {
      MatrixMemory.clear(out, rows * bytes);
    }
  }

  @Override
  void rank2combine(
      long rows, long size, long a, long lda, long x, long u, long z, long v, long c, long y) {
    for (long i = 0; i < rows; i++) {
      double left = get(x + i * bytes);
      double right = get(z + i * bytes);
      double factor = get(c + i * bytes);
      for (long j = 0; j < size; j += bytes) {
        long at = a + i * lda + j;
        double value = get(at) + left * get(u + j) + right * get(v + j);
        put(at, value);
        put(y + j, get(y + j) + factor * value);
      }
    }
  }

  @Override
  void combine(long rows, long size, long a, long lda, long c, long cs, long y) {
    for (long i = 0; i < rows; i++) {
      double scale = get(c + i * cs);
      for (long j = 0; j < size; j += bytes) {
        put(y + j, get(y + j) + scale * get(a + i * lda + j));
      }
    }
  }

  @Override
  void rotate(long count, long size, long first, long step, long turns) {
    for (long r = 0; r < count; r++) {
      double c = get(turns + 2 * r * bytes);
      double s = get(turns + (2 * r + 1) * bytes);
      long row = first + r * step;
      for (long j = 0; j < size; j += bytes) {
        double a = get(row + j);
        double b = get(row + step + j);
        put(row + j, c * a + s * b);
        put(row + step + j, c * b - s * a);
      }
    }
  }

  @Override
  void subtract(long rows, long size, long c, long ldc, long t, long ldt) {
    for (long i = 0; i < rows; i++) {
      for (long j = 0; j < size; j += bytes) {
        long at = c + i * ldc + j;
        put(at, get(at) - get(t + i * ldt + j));
      }
    }
  }

  @Override
  double largest(long size, long x) {
    return new MatrixMemory(wide).largest(x, size / bytes);
  }

  @Override
  void mean(long size, long x, long y) {
    for (long j = 0; j < size; j += bytes) {
      put(x + j, get(x + j) * 0.5 + get(y + j) * 0.5);
    }
  }

  @Override
  void solve(long order, long size, long a, long ars, long acs, boolean unit, long x, long ldx) {
    for (long i = 0; i < order; i++) {
      long row = x + i * ldx;
      for (long p = 0; p < i; p++) {
        rank1(1, size, row, 0, a + i * ars + p * acs, 0, -1, x + p * ldx);
      }
      if (!unit) {
        scale(size, row, 1 / get(a + i * ars + i * acs));
      }
    }
  }

  @Override
  void transpose(long rows, long columns, long from, long fromStride, long to, long toStride) {
    new MatrixMemory(wide).transpose(rows, columns, from, fromStride, to, toStride);
  }

  @Override
  void scale(long size, long x, double alpha) {
    for (long j = 0; j < size; j += bytes) {
      put(x + j, get(x + j) * alpha);
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
    double factor = sign < 0 ? -1 : 1;
    for (long i = 0; i < rows; i++) {
      long row = c + i * ldc;
      if (sign == 0) {
        MatrixMemory.clear(row, size);
      }
      for (long p = 0; p < depth; p++) {
        double left = factor * get(a + i * ars + p * acs);
        if (wide) {
          addF64(size, left, b + p * ldb, row);
        } else {
          addF32(size, (float) left, b + p * ldb, row);
        }
      }
    }
  }

  private static void addF32(long size, float factor, long from, long to) {
    for (long j = 0; j < size; j += Float.BYTES) {
      Memory.putF32(to + j, Memory.getF32(to + j) + factor * Memory.getF32(from + j));
    }
  }

  private static void addF64(long size, double factor, long from, long to) {
    for (long j = 0; j < size; j += Double.BYTES) {
      Memory.putF64(to + j, Memory.getF64(to + j) + factor * Memory.getF64(from + j));
    }
  }
}
