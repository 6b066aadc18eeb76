package dev.covector.simd;

/**
 * Implicit QR on an upper bidiagonal matrix: Golub and Reinsch, "Singular value decomposition and
 * least squares solutions", 1970. Numbers are f64 whatever the dtype of the vectors.
 */
final class BidiagonalIteration {
  private static final int TURNS = 75;

  private final MatrixMemory memory;
  private final MatrixLanes lanes;
  private final long n;
  private final long d;
  private final long e;
  private final long leftTurns;
  private final long rightTurns;
  private final boolean vectors;
  private final long u;
  private final long uStride;
  private final long uSize;
  private final long v;
  private final long vStride;
  private final long vSize;
  private final double small;

  /**
   * An iteration.
   *
   * @param d the address of the diagonal; the singular values at the end
   * @param e the address of what is right of it, with element n - 1 to spare
   * @param turns the address of memory for the rotations of two sweeps
   * @param vectors whether rows of u and v, of uSize and vSize bytes, are turned
   */
  BidiagonalIteration(
      MatrixMemory memory,
      MatrixLanes lanes,
      long n,
      long d,
      long e,
      long turns,
      boolean vectors,
      long u,
      long uStride,
      long uSize,
      long v,
      long vStride,
      long vSize) {
    this.memory = memory;
    this.lanes = lanes;
    this.n = n;
    this.d = d;
    this.e = e;
    this.leftTurns = turns;
    this.rightTurns = turns + memory.padded(2 * n);
    this.vectors = vectors;
    this.u = u;
    this.uStride = uStride;
    this.uSize = uSize;
    this.v = v;
    this.vStride = vStride;
    this.vSize = vSize;
    double norm = 0;
    for (long i = 0; i < n; i++) {
      norm = Math.max(norm, Math.abs(at(d, i)) + (i + 1 < n ? Math.abs(at(e, i)) : 0));
    }
    this.small = norm * (memory.wide ? 0x1p-53 : 0x1p-26);
  }

  private static double at(long array, long i) {
    return Memory.getF64(array + i * 8);
  }

  private static void set(long array, long i, double value) {
    Memory.putF64(array + i * 8, value);
  }

  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  /** Makes the matrix diagonal and its numbers positive; false when it does not converge. */
  boolean run() {
    for (long k = n - 1; k >= 0; k--) {
      for (int turn = 0; ; turn++) {
        long l = k;
        boolean cancel = false;
        while (l > 0 && Math.abs(at(e, l - 1)) > small) {
          if (Math.abs(at(d, l - 1)) <= small) {
            cancel = true;
            break;
          }
          l--;
        }
        if (cancel) {
          cancel(l, k);
        }
        if (l == k) {
          break;
        }
        if (turn == TURNS) {
          return false;
        }
        sweep(l, k);
      }
      if (at(d, k) < 0) {
        set(d, k, -at(d, k));
        if (vectors) {
          lanes.scale(vSize, v + k * vStride, -1);
        }
      }
    }
    return true;
  }

  /** A zero at d[l - 1]: turns e[l - 1] away, to the end of the part. */
  private void cancel(long l, long k) {
    double c = 0;
    double s = 1;
    for (long i = l; i <= k; i++) {
      double f = s * at(e, i - 1);
      set(e, i - 1, c * at(e, i - 1));
      if (Math.abs(f) <= small) {
        break;
      }
      double g = at(d, i);
      double h = length(f, g);
      set(d, i, h);
      c = g / h;
      s = -f / h;
      if (vectors) {
        memory.put(leftTurns, c);
        memory.put(leftTurns + memory.bytes, s);
        lanes.rotate(1, uSize, u + (l - 1) * uStride, (i - l + 1) * uStride, leftTurns);
      }
    }
  }

  /** One sweep from l to k, with the shift of the last two rows. */
  private void sweep(long l, long k) {
    double x = at(d, l);
    double y = at(d, k - 1);
    double z = at(d, k);
    double g = k >= 2 ? at(e, k - 2) : 0;
    double h = at(e, k - 1);
    if (k - 1 == l) {
      g = 0;
    }
    double f = ((y - z) * (y + z) + (g - h) * (g + h)) / (2 * h * y);
    g = length(f, 1);
    f = ((x - z) * (x + z) + h * (y / (f + Math.copySign(g, f)) - h)) / x;
    double c = 1;
    double s = 1;
    long bytes = memory.bytes;
    for (long j = l; j < k; j++) {
      g = at(e, j);
      y = at(d, j + 1);
      h = s * g;
      g = c * g;
      z = length(f, h);
      if (j > l) {
        set(e, j - 1, z);
      }
      c = z == 0 ? 1 : f / z;
      s = z == 0 ? 0 : h / z;
      f = x * c + g * s;
      g = g * c - x * s;
      h = y * s;
      y = y * c;
      long turn = 2 * (j - l) * bytes;
      memory.put(rightTurns + turn, c);
      memory.put(rightTurns + turn + bytes, s);
      z = length(f, h);
      set(d, j, z);
      if (z != 0) {
        c = f / z;
        s = h / z;
      }
      f = c * g + s * y;
      x = c * y - s * g;
      memory.put(leftTurns + turn, c);
      memory.put(leftTurns + turn + bytes, s);
    }
    set(e, k - 1, f);
    set(d, k, x);
    if (vectors) {
      lanes.rotate(k - l, uSize, u + l * uStride, uStride, leftTurns);
      lanes.rotate(k - l, vSize, v + l * vStride, vStride, rightTurns);
    }
  }
}
