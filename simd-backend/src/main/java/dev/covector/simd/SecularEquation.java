package dev.covector.simd;

/**
 * The roots of {@code 1 + sum over j of w[j] / (p[j] - x)}, with positive weights w and distinct
 * poles p: eigenvalues of {@code diag(p) + z z^T}, w = z^2. Each root is kept as its differences
 * from all poles, which are accurate however close a pole is. The roots need not be: {@link
 * #correct} finds the z of which they are the exact ones, and vectors from that z are orthogonal.
 * Gu and Eisenstat, "A stable and efficient algorithm for the rank-one modification of the
 * symmetric eigenproblem", SIAM J. Matrix Anal. Appl. 15 (1994); iterations with a fixed weight:
 * Li, "Solving secular equations stably and efficiently", LAPACK Working Note 89 (1993).
 *
 * @param count of poles
 * @param size of a row of f64, one for each pole, filled up, in bytes
 * @param squared whether the poles are the squares of what {@code d} holds
 * @param epsilon the precision that matters to z
 * @param d the address of the poles in any order, filled up with a larger number
 * @param z the address of the numbers whose squares are the weights, filled up with zeros
 * @param w the address of the weights, filled up with zeros
 * @param order the address of i64: the poles in ascending order
 * @param sorted the address of d in ascending order
 * @param roots the address of the results, one above each pole; square roots of them if squared
 * @param delta the address of the differences {@code pole - root}, a row for each root
 * @param pitch from one row to the next; between lies {@link #SCRATCH}
 */
record SecularEquation(
    long count,
    long size,
    boolean squared,
    double epsilon,
    long d,
    long z,
    long w,
    long order,
    long sorted,
    long roots,
    long delta,
    long pitch) {
  /** What a row of differences is longer than its poles, in bytes, at least. */
  static final long SCRATCH = 64;

  /** Most steps of one root; four are usual. */
  private static final int STEPS = 120;

  long row(long root) {
    return delta + root * pitch;
  }

  private static double at(long array, long i) {
    return Memory.getF64(array + i * Double.BYTES);
  }

  private double difference(double p, double q) {
    return squared ? (p - q) * (p + q) : p - q;
  }

  /** Finds root i, above the i-th pole. */
  void solve(SecularLanes lanes, long i, double weight) {
    long row = row(i);
    long out = row + pitch - SCRATCH;
    double lower = at(sorted, i);
    boolean last = i + 1 == count;
    // above the last pole there is none, but none of the roots is further away than all weights
    double gap = last ? weight * (1 + 0x1p-30) : difference(at(sorted, i + 1), lower);
    long at = Memory.getI64(order + i * 8);
    long other = last ? at : Memory.getI64(order + (i + 1) * 8);
    lanes.differences(size, d, lower, squared, row);
    lanes.sums(size, row, w, gap / 2, out);
    double f = 1 + at(out, 0);
    boolean above = last || f >= 0;
    double origin = lower;
    double distance = gap;
    double weightHere = at(w, at);
    double weightThere = last ? 0 : at(w, other);
    if (!above) {
      origin = at(sorted, i + 1);
      distance = -gap;
      weightHere = weightThere;
      weightThere = at(w, at);
      lanes.differences(size, d, origin, squared, row);
    }
    // the root is between low and high, on the origin's half, if there is a pole on the other side
    double low = above ? 0 : -gap / 2;
    double high = above ? (last ? gap : gap / 2) : 0;
    double middle = distance / 2;
    double rest = f + weightHere / middle - weightThere / (distance - middle);
    double tau = smaller(rest, rest * distance + weightHere + weightThere, weightHere * distance);
    if (!(tau > low && tau < high)) {
      tau = middle;
    }
    for (int step = 0; step < STEPS; step++) {
      lanes.sums(size, row, w, tau, out);
      f = 1 + at(out, 0);
      double slope = at(out, 1);
      double rounding = epsilon * (8 * (1 + at(out, 2)) + Math.abs(tau) * slope);
      if (Math.abs(f) <= rounding) {
        break;
      }
      if (f < 0) {
        low = tau;
      } else {
        high = tau;
      }
      double here = -tau;
      double there = distance - tau;
      double c = f - there * slope - (here - there) * (weightHere / (here * here));
      double eta = smaller(c, (here + there) * f - here * there * slope, here * there * f);
      if (!(f * eta < 0)) {
        eta = -f / slope;
      }
      double next = tau + eta;
      if (!(next > low && next < high)) {
        next = between(low, high);
      }
      if (next == tau || !(next > low && next < high)) {
        break;
      }
      tau = next;
    }
    lanes.shift(size, row, tau);
    double root = squared ? Math.sqrt(origin * origin + tau) : origin + tau;
    Memory.putF64(roots + i * Double.BYTES, root);
  }

  /** The root of {@code c x^2 - a x + b} that counts, without cancellation. */
  private static double smaller(double c, double a, double b) {
    double root = Math.sqrt(Math.abs(a * a - 4 * b * c));
    return a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root);
  }

  /** A number between: by magnitudes where they differ much. */
  private static double between(double low, double high) {
    double near = Math.min(Math.abs(low), Math.abs(high));
    double far = Math.max(Math.abs(low), Math.abs(high));
    if (far <= 4 * near) {
      return low + (high - low) / 2;
    }
    double middle = near == 0 ? far * 0x1p-10 : Math.sqrt(near) * Math.sqrt(far);
    return low < 0 ? -middle : middle;
  }

  /** Replaces z by numbers of which the roots are exact ones: for some poles, from a byte on. */
  void correct(SecularLanes lanes, long from, long bytes) {
    lanes.products(bytes, count, delta + from, pitch, d + from, sorted, squared, w + from);
    for (long j = from; j < Math.min(from + bytes, count * Double.BYTES); j += Double.BYTES) {
      double value = Math.sqrt(Math.abs(Memory.getF64(w + j)));
      Memory.putF64(z + j, Math.copySign(value, Memory.getF64(z + j)));
    }
  }

  /**
   * All roots, and the numbers of which they are the exact ones.
   *
   * @param weight the sum of all weights
   */
  void run(SecularLanes lanes, double weight, long tasks, Workers workers) {
    Cut rows = Cut.into(count, tasks);
    workers.run(
        (int) tasks,
        t -> {
          for (long i = rows.start(t); i < rows.start(t + 1); i++) {
            solve(lanes, i, weight);
          }
        });
    long blocks = size / MatrixLanes.ALIGNMENT;
    long parts = Math.min(blocks, tasks);
    Cut columns = Cut.into(blocks, parts);
    workers.run(
        (int) parts,
        t ->
            correct(
                lanes,
                columns.start(t) * MatrixLanes.ALIGNMENT,
                columns.size(t) * MatrixLanes.ALIGNMENT));
  }

  /** The vector of root i in units of its length, of the dtype of the matrices. */
  void vector(SecularLanes lanes, long i, boolean wide, long to) {
    double squares = lanes.quotients(size, z, row(i));
    lanes.store(size, row(i), 1 / Math.sqrt(squares), wide, to);
  }
}
