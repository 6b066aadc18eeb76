package dev.covector.simd;

/**
 * Two diagonalized parts of an upper bidiagonal matrix and the row between them become one: of that
 * row in terms of the parts' right vectors, and the parts' values, consists a matrix whose squared
 * singular values are roots of a {@link SecularEquation}, with a pole at zero for the row. Values
 * that agree to the working precision, and those that the row does not touch, stay as they are, as
 * in LAPACK's lasd2. See {@link BidiagonalDivision} for rows and columns of parts.
 *
 * @param n rows of the whole matrix
 * @param d the address of the values, and of the diagonal in rows between parts
 * @param e the address of what is right of the diagonal
 * @param order the address of i64: rows of each part by ascending values
 * @param more the address of two matrices
 * @param negligible what does not matter to the whole matrix
 */
record BidiagonalMerge(
    MatrixMemory memory,
    long n,
    long d,
    long e,
    BidiagonalDivision.Vectors from,
    BidiagonalDivision.Vectors to,
    long order,
    MergeSpace space,
    long more,
    double negligible) {
  /** Rows in one product: their part stays in the second-level cache. */
  private static final long DEPTH = 256;

  private static final long FIRST = 0;
  private static final long MIXED = 1;
  private static final long SECOND = 2;

  /** The parts: the row between them, the rows, and which of them change. */
  private record Parts(long lo, long mid, long hi, long count, long first, long mixed) {}

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

  private long stride() {
    return memory.stride(n + 1);
  }

  private long at(long matrix, long row, long column) {
    return matrix + row * stride() + column * memory.bytes;
  }

  /** The bytes of columns, the last one included; what fills up the last row counts. */
  private long width(long first, long last) {
    return (last == n ? memory.padded(n + 1) : (last + 1) * memory.bytes) - first * memory.bytes;
  }

  /** Joins the rows from lo to mid, row mid, and those from mid + 1 to hi. */
  void run(MatrixLanes lanes, long lo, long mid, long hi, Workers workers) {
    double tolerance = touch(lanes, lo, mid, hi);
    mergeOrders(lo, mid, mid + 1, hi, space.both(), true);
    Parts parts = deflate(lanes, lo, mid, hi, tolerance);
    join(lanes, parts, workers);
    long count = parts.count;
    for (long t = 0; t < hi - lo - count; t++) {
      long row = whole(space.dropped(), lo + t);
      long target = lo + count + t;
      put(space.roots(), target, f(d, row));
      MatrixMemory.copy(at(from.u(), row, lo), at(to.u(), target, lo), width(lo, hi));
      MatrixMemory.copy(at(from.v(), row, lo), at(to.v(), target, lo), width(lo, hi));
    }
    MatrixMemory.copy(at(from.v(), hi, lo), at(to.v(), hi, lo), width(lo, hi));
    MatrixMemory.copy(space.roots() + lo * 8, d + lo * 8, (hi - lo) * 8);
    mergeOrders(lo, lo + count, lo + count, hi, order, false);
  }

  /** The row between in terms of right vectors; returns what is small. */
  private double touch(MatrixLanes lanes, long lo, long mid, long hi) {
    double alpha = f(d, mid);
    double beta = f(e, mid);
    double largest = Math.max(Math.abs(alpha), Math.abs(beta));
    for (long row = lo; row <= hi; row++) {
      boolean first = row <= mid;
      put(space.kinds(), row, row == mid ? MIXED : first ? FIRST : SECOND);
      double value =
          first
              ? alpha * memory.get(at(from.v(), row, mid))
              : beta * memory.get(at(from.v(), row, mid + 1));
      put(space.touching(), row, value);
      if (row != mid && row != hi) {
        largest = Math.max(largest, Math.abs(f(d, row)));
      }
      long other = first ? mid + 1 : lo;
      long size = first ? width(mid + 1, hi) : width(lo, mid);
      MatrixMemory.clear(at(from.v(), row, other), size);
      MatrixMemory.clear(at(from.u(), row, other), size);
    }
    MatrixMemory.clear(at(from.u(), mid, lo), width(lo, hi));
    memory.put(at(from.u(), mid, mid), 1);
    put(d, mid, 0.0);
    double left = f(space.touching(), mid);
    double right = f(space.touching(), hi);
    double length = Math.hypot(left, right);
    if (right != 0) {
      turn(lanes, from.v(), mid, hi, left / length, right / length, lo, hi);
    }
    double epsilon = memory.wide ? 0x1p-53 : 0x1p-24;
    double tolerance = Math.max(negligible, 16 * epsilon * largest);
    // the sign of a number that is alone is that of its vectors
    double number = right == 0 ? left : length;
    put(space.touching(), mid, length <= tolerance ? tolerance : number);
    return tolerance;
  }

  /** Two ascending ranges of rows become one: of rows in the old order, or rows in sequence. */
  private void mergeOrders(long lo, long end, long second, long hi, long result, boolean old) {
    long i = lo;
    long j = second;
    for (long t = lo; i < end || j < hi; t++) {
      long a = i < end ? old ? whole(order, i) : i : -1;
      long b = j < hi ? old ? whole(order, j) : j : -1;
      boolean takesFirst = b < 0 || (a >= 0 && f(d, a) <= f(d, b));
      put(result, t, takesFirst ? a : b);
      if (takesFirst) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** Sorts out rows whose values stay. */
  private Parts deflate(MatrixLanes lanes, long lo, long mid, long hi, double tolerance) {
    long touching = space.touching();
    put(space.kept(), lo, mid);
    long count = 1;
    long dropped = 0;
    long last = -1;
    for (long t = lo; t < hi - 1; t++) {
      long row = whole(space.both(), t);
      if (Math.abs(f(touching, row)) <= tolerance) {
        dropped = drop(row, lo, dropped);
        continue;
      }
      if (last >= 0) {
        if (f(d, row) - f(d, last) <= tolerance) {
          double here = f(touching, row);
          double before = f(touching, last);
          double length = Math.sqrt(here * here + before * before);
          put(touching, row, length);
          if (whole(space.kinds(), last) != whole(space.kinds(), row)) {
            put(space.kinds(), row, MIXED);
          }
          turn(lanes, from.u(), last, row, here / length, -before / length, lo, hi);
          turn(lanes, from.v(), last, row, here / length, -before / length, lo, hi);
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
    long first = 0;
    long mixed = 0;
    for (long i = lo; i < lo + count; i++) {
      long kind = whole(space.kinds(), whole(space.kept(), i));
      first += kind == FIRST ? 1 : 0;
      mixed += kind == MIXED ? 1 : 0;
    }
    if (count > 1) {
      // apart from the pole at zero
      long row = whole(space.kept(), lo + 1);
      put(d, row, Math.max(f(d, row), tolerance / 2));
    }
    return new Parts(lo, mid, hi, count, first, mixed);
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

  private void turn(
      MatrixLanes lanes, long matrix, long p, long q, double c, double s, long lo, long hi) {
    long turn = space.turns() + 4 * lo * memory.bytes;
    memory.put(turn, c);
    memory.put(turn + memory.bytes, s);
    lanes.rotate(1, width(lo, hi), at(matrix, p, lo), (q - p) * stride(), turn);
  }

  private void join(MatrixLanes lanes, Parts parts, Workers workers) {
    long lo = parts.lo;
    long count = parts.count;
    if (count == 1) {
      alone(lanes, parts);
      return;
    }
    double weight = gather(parts);
    double top = f(d, whole(space.kept(), lo + count - 1));
    long size = (count * 8 + 63) & -MatrixLanes.ALIGNMENT;
    for (long g = lo + count; g < lo + size / 8; g++) {
      put(space.poles(), g, 4 * (top + Math.sqrt(weight)) + 1);
      put(space.numbers(), g, 0.0);
      put(space.weights(), g, 0.0);
    }
    long offset = lo * 8;
    SecularEquation equation =
        new SecularEquation(
            count,
            size,
            true,
            memory.wide ? 0x1p-53 : 0x1p-36,
            space.poles() + offset,
            space.numbers() + offset,
            space.weights() + offset,
            space.ranks() + offset,
            space.ascending() + offset,
            space.roots() + offset,
            space.differences() + lo * MergeSpace.pitch(n + 1),
            MergeSpace.pitch(count));
    long tasks = Math.min(count, workers.tasks(2 * MergeSpace.cost(count)));
    equation.run(lanes.secular(), weight, tasks, workers);
    long step = ((count + tasks - 1) / tasks + 3) & -4;
    workers.run(
        (int) tasks,
        t -> multiply(lanes, equation, parts, t * step, Math.min(count, (t + 1) * step)));
  }

  /** No value changes: the row between is one more. */
  private void alone(MatrixLanes lanes, Parts parts) {
    long lo = parts.lo;
    long size = width(lo, parts.hi);
    double value = f(space.touching(), parts.mid);
    put(space.roots(), lo, Math.abs(value));
    MatrixMemory.copy(at(from.u(), parts.mid, lo), at(to.u(), lo, lo), size);
    MatrixMemory.copy(at(from.v(), parts.mid, lo), at(to.v(), lo, lo), size);
    if (value < 0) {
      lanes.scale(size, at(to.v(), lo, lo), -1);
    }
  }

  /** Poles by kinds, and beside them those parts of their vectors that are not zero. */
  private double gather(Parts parts) {
    long lo = parts.lo;
    long[] next = {0, parts.first, parts.first + parts.mixed};
    double weight = 0;
    for (long i = lo; i < lo + parts.count; i++) {
      long row = whole(space.kept(), i);
      long kind = whole(space.kinds(), row);
      long g = next[(int) kind]++;
      double number = f(space.touching(), row);
      put(space.ranks(), i, g);
      put(space.ascending(), i, f(d, row));
      put(space.poles(), lo + g, f(d, row));
      put(space.numbers(), lo + g, number);
      put(space.weights(), lo + g, number * number);
      weight += number * number;
      gather(from.v(), space.gathered(), row, kind, lo + g, parts);
      gather(from.u(), more, row, kind, lo + g, parts);
    }
    return weight;
  }

  private void gather(long source, long target, long row, long kind, long index, Parts parts) {
    long lo = parts.lo;
    long right = parts.mid + 1;
    if (kind != SECOND) {
      MatrixMemory.copy(at(source, row, lo), at(target, index, lo), width(lo, parts.mid));
    }
    if (kind != FIRST) {
      MatrixMemory.copy(
          at(source, row, right), at(target, index - parts.first, right), width(right, parts.hi));
    }
  }

  /** Some of the new vectors. */
  private void multiply(
      MatrixLanes lanes, SecularEquation equation, Parts parts, long begin, long end) {
    if (begin >= end) {
      return;
    }
    SecularLanes loops = lanes.secular();
    long lo = parts.lo;
    long size = equation.size();
    long pitch = memory.stride(equation.count());
    long v = space.factors() + lo * stride();
    long u = more + (n + 1) * stride() + lo * stride();
    long zero = whole(space.ranks(), lo);
    for (long i = begin; i < end; i++) {
      long row = equation.row(i);
      equation.vector(loops, i, memory.wide, v + i * pitch);
      // the component of the row between is -1
      double squares = loops.weigh(size, equation.d(), row) + 1;
      put(row, zero, -1.0);
      loops.store(size, row, 1 / Math.sqrt(squares), memory.wide, u + i * pitch);
    }
    multiply(lanes, parts, begin, end, v, pitch, space.gathered(), to.v());
    multiply(lanes, parts, begin, end, u, pitch, more, to.u());
  }

  private void multiply(
      MatrixLanes lanes,
      Parts parts,
      long begin,
      long end,
      long factors,
      long pitch,
      long gathered,
      long target) {
    long lo = parts.lo;
    long right = parts.mid + 1;
    long a = factors + begin * pitch;
    product(
        lanes,
        end - begin,
        width(lo, parts.mid),
        parts.first + parts.mixed,
        a,
        pitch,
        at(gathered, lo, lo),
        at(target, lo + begin, lo));
    product(
        lanes,
        end - begin,
        width(right, parts.hi),
        parts.count - parts.first,
        a + parts.first * memory.bytes,
        pitch,
        at(gathered, lo, right),
        at(target, lo + begin, right));
  }

  private void product(
      MatrixLanes lanes, long rows, long size, long depth, long a, long pitch, long b, long c) {
    long stride = stride();
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
