package dev.covector.simd;

/**
 * Implicit QL on a symmetric tridiagonal matrix, whose rotations turn rows of vectors: Bowdler et
 * al., "The QR and QL algorithms for symmetric matrices", 1968. Numbers are f64 whatever the dtype
 * of the vectors.
 *
 * @param n rows and columns
 * @param d the address of the diagonal; the eigenvalues at the end
 * @param e the address of what is beside it, with element n - 1 to spare
 * @param turns the address of memory for the rotations of a sweep
 * @param z the address of the vectors
 * @param stride from one vector to the next
 * @param size of a vector
 */
record TridiagonalIteration(
    MatrixMemory memory, long n, long d, long e, long turns, long z, long stride, long size) {
  private static final int TURNS = 60;

  /** Diagonalizes; false when it does not converge. */
  boolean run(MatrixLanes lanes) {
    double epsilon = memory.wide ? 0x1p-53 : 0x1p-26;
    Memory.putF64(e + Math.max(0, n - 1) * 8, 0);
    for (long l = 0; l < n; l++) {
      for (int turn = 0; ; turn++) {
        long m = l;
        while (m + 1 < n) {
          double sum = Math.abs(f(d, m)) + Math.abs(f(d, m + 1));
          if (Math.abs(f(e, m)) <= epsilon * sum) {
            break;
          }
          m++;
        }
        if (m == l) {
          break;
        }
        if (turn == TURNS) {
          return false;
        }
        sweep(l, m);
        lanes.rotate(m - l, size, z + m * stride, -stride, turns);
      }
    }
    return true;
  }

  private static double f(long array, long index) {
    return Memory.getF64(array + index * 8);
  }

  /** One sweep of implicit QL from m down to l; leaves its rotations. */
  private void sweep(long l, long m) {
    long bytes = memory.bytes;
    double dl = f(d, l);
    double g = (f(d, l + 1) - dl) / (2 * f(e, l));
    double r = Math.sqrt(g * g + 1);
    g = f(d, m) - dl + f(e, l) / (g + Math.copySign(r, g));
    double s = 1;
    double c = 1;
    double p = 0;
    long turn = turns;
    for (long i = m - 1; i >= l; i--) {
      double ei = f(e, i);
      double f = s * ei;
      double b = c * ei;
      r = Math.sqrt(f * f + g * g);
      Memory.putF64(e + (i + 1) * 8, r);
      if (r == 0) {
        // the matrix falls apart here; what is left of the sweep is no rotation
        Memory.putF64(d + (i + 1) * 8, f(d, i + 1) - p);
        Memory.putF64(e + m * 8, 0);
        for (long rest = i; rest >= l; rest--) {
          memory.put(turn, 1);
          memory.put(turn + bytes, 0);
          turn += 2 * bytes;
        }
        return;
      }
      double inverse = 1 / r;
      s = f * inverse;
      c = g * inverse;
      g = f(d, i + 1) - p;
      r = (f(d, i) - g) * s + 2 * c * b;
      p = s * r;
      Memory.putF64(d + (i + 1) * 8, g + p);
      g = c * r - b;
      memory.put(turn, c);
      memory.put(turn + bytes, s);
      turn += 2 * bytes;
    }
    Memory.putF64(d + l * 8, f(d, l) - p);
    Memory.putF64(e + l * 8, g);
    Memory.putF64(e + m * 8, 0);
  }
}
