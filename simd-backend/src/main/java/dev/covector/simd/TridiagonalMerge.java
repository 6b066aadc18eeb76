package dev.covector.simd;

/**
 * Two diagonalized parts of a symmetric tridiagonal matrix become one: vectors are products of
 * theirs with those of a diagonal matrix plus one of rank 1 ({@link SecularEquation}). Values that
 * agree to the working precision, and those that the other part does not touch, stay as they are,
 * as in LAPACK's laed2. Vectors are rows.
 *
 * @param n rows of the whole matrix
 * @param d the address of the values
 * @param from the address of the vectors of the parts
 * @param to the address of the vectors of the whole
 * @param order the address of i64: rows of each part by ascending values
 * @param negligible what does not matter to the whole matrix
 */
record TridiagonalMerge(
    MatrixMemory memory,
    long n,
    long d,
    long from,
    long to,
    long order,
    MergeSpace space,
    double negligible) {
  /** Rows in one product: their part stays in the second-level cache. */
  private static final long DEPTH = 256;

  private static final long FIRST = 0;
  private static final long MIXED = 1;
  private static final long SECOND = 2;

  private static double f(long array, long index) {
    return Memory.getF64(array + index * 8);
  }

  private static void put(long array, long index, double value) {
    Memory.putF64(array + index * 8, value);
  }

  private static long whole(long array, long index) {
    return Memory.getI64(array + index * 8);
  }

  private static void put(long array, long index, long value) {
    Memory.putI64(array + index * 8, value);
  }

  /** Joins the rows from lo to mid and from mid to hi. */
  void run(MatrixLanes lanes, long lo, long mid, long hi, Workers workers) {
    double link = f(space.links(), mid - 1);
    touch(lo, mid, hi, Math.signum(link));
    mergeOrders(lo, mid, hi, space.both(), true);
    long count = deflate(lanes, lo, mid, hi, Math.abs(link));
    if (count > 0) {
      join(lanes, lo, mid, hi, count, Math.abs(link), workers);
    }
    for (long t = 0; t < hi - lo - count; t++) {
      long row = whole(space.dropped(), lo + t);
      long target = lo + count + t;
      put(space.roots(), target, f(d, row));
      MatrixMemory.copy(at(from, row, lo), at(to, target, lo), width(lo, hi));
    }
    MatrixMemory.copy(space.roots() + lo * 8, d + lo * 8, (hi - lo) * 8);
    mergeOrders(lo, lo + count, hi, order, false);
  }

  private long at(long matrix, long row, long column) {
    return matrix + row * memory.stride(n) + column * memory.bytes;
  }

  /** The bytes of some columns; those that fill up the last row count. */
  private long width(long first, long end) {
    return (end == n ? memory.padded(n) : end * memory.bytes) - first * memory.bytes;
  }

  private void touch(long lo, long mid, long hi, double sign) {
    long bytes = memory.bytes;
    for (long row = lo; row < hi; row++) {
      boolean first = row < mid;
      put(space.kinds(), row, first ? FIRST : SECOND);
      double value =
          first ? memory.get(at(from, row, mid - 1)) : sign * memory.get(at(from, row, mid));
      put(space.touching(), row, value);
      long other = first ? mid : lo;
      MatrixMemory.clear(at(from, row, other), first ? width(mid, hi) : (mid - lo) * bytes);
    }
  }

  /** Two ascending ranges of rows become one: of rows in the old order, or rows in sequence. */
  private void mergeOrders(long lo, long mid, long hi, long result, boolean old) {
    long i = lo;
    long j = mid;
    for (long t = lo; t < hi; t++) {
      long first = i < mid ? old ? whole(order, i) : i : -1;
      long second = j < hi ? old ? whole(order, j) : j : -1;
      boolean takesFirst = second < 0 || (first >= 0 && f(d, first) <= f(d, second));
      put(result, t, takesFirst ? first : second);
      if (takesFirst) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** Sorts out rows whose values stay; returns how many change. */
  private long deflate(MatrixLanes lanes, long lo, long mid, long hi, double link) {
    double largest = link;
    for (long row = lo; row < hi; row++) {
      largest = Math.max(largest, Math.abs(f(d, row)));
    }
    double epsilon = memory.wide ? 0x1p-53 : 0x1p-24;
    double tolerance = Math.max(negligible, 8 * epsilon * largest);
    long touching = space.touching();
    long count = 0;
    long dropped = 0;
    long last = -1;
    for (long t = lo; t < hi; t++) {
      long row = whole(space.both(), t);
      if (Math.sqrt(2) * link * Math.abs(f(touching, row)) <= tolerance) {
        dropped = drop(row, lo, dropped);
        continue;
      }
      if (last >= 0) {
        double here = f(touching, row);
        double before = f(touching, last);
        double length = Math.sqrt(here * here + before * before);
        double c = here / length;
        double s = -before / length;
        if (Math.abs((f(d, row) - f(d, last)) * c * s) <= tolerance) {
          put(touching, row, length);
          turn(lanes, last, row, c, s, lo, hi);
          dropped = drop(last, lo, dropped);
        } else {
          put(space.kept(), lo + count++, last);
        }
      }
      last = row;
    }
    if (last >= 0) {
      put(space.kept(), lo + count++, last);
    }
    return count;
  }

  private long drop(long row, long lo, long dropped) {
    long j = lo + dropped;
    double value = f(d, row);
    for (; j > lo && f(d, whole(space.dropped(), j - 1)) > value; j--) {
      put(space.dropped(), j, whole(space.dropped(), j - 1));
    }
    put(space.dropped(), j, row);
    return dropped + 1;
  }

  /** Turns two vectors of almost the same value so that the first is out of touch. */
  private void turn(MatrixLanes lanes, long p, long q, double c, double s, long lo, long hi) {
    if (whole(space.kinds(), p) != whole(space.kinds(), q)) {
      put(space.kinds(), q, MIXED);
    }
    long turn = space.turns() + 2 * lo * memory.bytes;
    memory.put(turn, c);
    memory.put(turn + memory.bytes, s);
    lanes.rotate(1, width(lo, hi), at(from, p, lo), (q - p) * memory.stride(n), turn);
    double dp = f(d, p);
    double dq = f(d, q);
    put(d, p, dp * c * c + dq * s * s);
    put(d, q, dp * s * s + dq * c * c);
  }

  private void join(
      MatrixLanes lanes, long lo, long mid, long hi, long count, double link, Workers workers) {
    long first = 0;
    long mixed = 0;
    double top = 0;
    for (long i = lo; i < lo + count; i++) {
      long row = whole(space.kept(), i);
      first += whole(space.kinds(), row) == FIRST ? 1 : 0;
      mixed += whole(space.kinds(), row) == MIXED ? 1 : 0;
      top = Math.max(top, Math.abs(f(d, row)));
    }
    double weight = gather(lo, mid, hi, count, first, mixed, link);
    long size = (count * 8 + 63) & -MatrixLanes.ALIGNMENT;
    for (long g = lo + count; g < lo + size / 8; g++) {
      put(space.poles(), g, 4 * (top + weight) + 1);
      put(space.numbers(), g, 0.0);
      put(space.weights(), g, 0.0);
    }
    long offset = lo * 8;
    SecularEquation equation =
        new SecularEquation(
            count,
            size,
            false,
            memory.wide ? 0x1p-53 : 0x1p-36,
            space.poles() + offset,
            space.numbers() + offset,
            space.weights() + offset,
            space.ranks() + offset,
            space.ascending() + offset,
            space.roots() + offset,
            space.differences() + lo * MergeSpace.pitch(n),
            MergeSpace.pitch(count));
    long tasks = Math.min(count, workers.tasks(MergeSpace.cost(count)));
    equation.run(lanes.secular(), weight, tasks, workers);
    long step = ((count + tasks - 1) / tasks + 3) & -4;
    long leftDepth = first + mixed;
    long rightFrom = first;
    workers.run(
        (int) tasks,
        t ->
            multiply(
                lanes,
                equation,
                lo,
                mid,
                hi,
                leftDepth,
                rightFrom,
                t * step,
                Math.min(count, (t + 1) * step)));
  }

  /** Poles by kinds, and beside them those parts of their vectors that are not zero. */
  private double gather(
      long lo, long mid, long hi, long count, long first, long mixed, double link) {
    long[] next = {0, first, first + mixed};
    double root = Math.sqrt(link);
    double weight = 0;
    for (long i = lo; i < lo + count; i++) {
      long row = whole(space.kept(), i);
      long kind = whole(space.kinds(), row);
      long g = next[(int) kind]++;
      double number = root * f(space.touching(), row);
      put(space.ranks(), i, g);
      put(space.ascending(), i, f(d, row));
      put(space.poles(), lo + g, f(d, row));
      put(space.numbers(), lo + g, number);
      put(space.weights(), lo + g, number * number);
      weight += number * number;
      if (kind != SECOND) {
        MatrixMemory.copy(
            at(from, row, lo), at(space.gathered(), lo + g, lo), (mid - lo) * memory.bytes);
      }
      if (kind != FIRST) {
        MatrixMemory.copy(
            at(from, row, mid), at(space.gathered(), lo + g - first, mid), width(mid, hi));
      }
    }
    return weight;
  }

  /** Some of the new vectors. */
  private void multiply(
      MatrixLanes lanes,
      SecularEquation equation,
      long lo,
      long mid,
      long hi,
      long leftDepth,
      long rightFrom,
      long begin,
      long end) {
    if (begin >= end) {
      return;
    }
    long pitch = memory.stride(equation.count());
    long factors = space.factors() + lo * memory.stride(n);
    for (long i = begin; i < end; i++) {
      equation.vector(lanes.secular(), i, memory.wide, factors + i * pitch);
    }
    long rows = end - begin;
    long target = lo + begin;
    long left = factors + begin * pitch;
    long right = left + rightFrom * memory.bytes;
    long depth = equation.count() - rightFrom;
    long gathered = space.gathered();
    long b = at(gathered, lo, lo);
    product(lanes, rows, width(lo, mid), leftDepth, left, pitch, b, at(to, target, lo));
    b = at(gathered, lo, mid);
    product(lanes, rows, width(mid, hi), depth, right, pitch, b, at(to, target, mid));
  }

  private void product(
      MatrixLanes lanes, long rows, long size, long depth, long a, long pitch, long b, long c) {
    long stride = memory.stride(n);
    for (long p = 0; p == 0 || p < depth; p += DEPTH) {
      lanes.multiply(
          rows,
          size,
          Math.min(DEPTH, depth - p),
          a + p * memory.bytes,
          pitch,
          memory.bytes,
          b + p * stride,
          stride,
          c,
          stride,
          p == 0 ? 0 : 1);
    }
  }
}
