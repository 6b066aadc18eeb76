package dev.covector.simd;

/**
 * Singular values and vectors of an upper bidiagonal matrix by division: parts of a few rows by
 * {@link BidiagonalIteration}, then two parts and the row between them at a time become one ({@link
 * BidiagonalMerge}). Gu and Eisenstat, "A divide-and-conquer algorithm for the bidiagonal SVD",
 * SIAM J. Matrix Anal. Appl. 16 (1995).
 *
 * <p>The rows from lo to hi of a part have the columns from lo to hi, that included: one more, so
 * that a part has one more right vector, in row hi, which it makes zero. A column of zeros after
 * the last one makes the whole matrix such a part.
 *
 * @param n rows and columns of the matrix
 */
record BidiagonalDivision(MatrixMemory memory, long n, Division division) {
  /** Most rows of a part, about. */
  private static final long LEAF = 32;

  private static final double NANOS_PER_ROTATION = 120;

  static BidiagonalDivision of(MatrixMemory memory, long n) {
    return new BidiagonalDivision(memory, n, Division.of(n, LEAF));
  }

  /**
   * Vectors as rows of {@link #stride()}, n + 1 of them.
   *
   * @param u the address of left ones
   * @param v the address of right ones
   */
  record Vectors(long u, long v) {}

  /** From one vector to the next. */
  long stride() {
    return memory.stride(n + 1);
  }

  /** What {@link #run} needs besides its operands. */
  long workspaceBytes() {
    return MergeSpace.bytes(memory, n + 1) + 2 * (n + 1) * stride();
  }

  /**
   * Diagonalizes.
   *
   * @param d the address of the diagonal; the singular values at the end, in any order
   * @param e the address of what is right of it, with element n - 1 to spare
   * @param first memory for vectors
   * @param second for as many
   * @param order the address of i64: the rows by ascending values at the end
   * @return the vectors, first or second; null if an iteration does not converge
   */
  Vectors run(
      MatrixLanes lanes,
      long d,
      long e,
      Vectors first,
      Vectors second,
      long order,
      long workspace,
      Workers workers) {
    Memory.putF64(e + (n - 1) * 8, 0);
    identity(first.u);
    identity(first.v);
    MergeSpace space = MergeSpace.at(memory, n + 1, workspace);
    double norm = 0;
    for (long i = 0; i < n; i++) {
      norm = Math.max(norm, Math.abs(Memory.getF64(d + i * 8)));
      norm = Math.max(norm, Math.abs(Memory.getF64(e + i * 8)));
    }
    double negligible = norm * (memory.wide ? 0x1p-53 : 0x1p-24);
    if (!leaves(lanes, d, e, first, order, space, workers)) {
      return null;
    }
    long more = workspace + MergeSpace.bytes(memory, n + 1);
    Vectors from = first;
    Vectors to = second;
    for (long parts = division.leaves(); parts > 1; parts /= 2) {
      BidiagonalMerge merge =
          new BidiagonalMerge(memory, n, d, e, from, to, order, space, more, negligible);
      level(merge, lanes, parts, workers);
      Vectors spare = from;
      from = to;
      to = spare;
    }
    return from;
  }

  private void identity(long matrix) {
    MatrixMemory.clear(matrix, (n + 1) * stride());
    for (long i = 0; i <= n; i++) {
      memory.put(matrix + i * stride() + i * memory.bytes, 1);
    }
  }

  /** The row after a part's last one. */
  private long end(long leaf) {
    return leaf == division.leaves() ? n : division.start(leaf) - 1;
  }

  private boolean leaves(
      MatrixLanes lanes,
      long d,
      long e,
      Vectors vectors,
      long order,
      MergeSpace space,
      Workers workers) {
    long leaves = division.leaves();
    double cost = n * (double) n / leaves * NANOS_PER_ROTATION;
    long tasks = Math.min(leaves, workers.tasks(cost));
    Cut cut = Cut.into(leaves, tasks);
    workers.run(
        (int) tasks,
        t -> {
          for (long leaf = cut.start(t); leaf < cut.start(t + 1); leaf++) {
            leaf(lanes, d, e, vectors, order, space, leaf);
          }
        });
    for (long leaf = 0; leaf < leaves; leaf++) {
      if (Memory.getF64(space.roots() + leaf * 8) == 0) {
        return false;
      }
    }
    return true;
  }

  private void leaf(
      MatrixLanes lanes, long d, long e, Vectors vectors, long order, MergeSpace space, long leaf) {
    long lo = division.start(leaf);
    long hi = end(leaf + 1);
    long offset = lo * stride() + lo * memory.bytes;
    long turns = space.turns() + 4 * lo * memory.bytes;
    long u = vectors.u + offset;
    long v = vectors.v + offset;
    long size = memory.padded(hi - lo + 1);
    makeSquare(lanes, d + lo * 8, e + lo * 8, hi - lo, v, size, turns);
    BidiagonalIteration iteration =
        new BidiagonalIteration(
            memory,
            lanes,
            hi - lo,
            d + lo * 8,
            e + lo * 8,
            turns,
            true,
            u,
            stride(),
            size,
            v,
            stride(),
            size);
    Memory.putF64(space.roots() + leaf * 8, iteration.run() ? 1 : 0);
    MergeSpace.sort(d, lo, hi, order);
  }

  /** Turns the element right of the last one on the diagonal away, upwards. */
  private void makeSquare(
      MatrixLanes lanes, long d, long e, long rows, long v, long size, long turns) {
    double f = Memory.getF64(e + (rows - 1) * 8);
    Memory.putF64(e + (rows - 1) * 8, 0);
    for (long i = rows - 1; i >= 0 && f != 0; i--) {
      double g = Memory.getF64(d + i * 8);
      double length = Math.hypot(g, f);
      double c = g / length;
      double s = f / length;
      Memory.putF64(d + i * 8, length);
      memory.put(turns, c);
      memory.put(turns + memory.bytes, s);
      lanes.rotate(1, size, v + i * stride(), (rows - i) * stride(), turns);
      if (i > 0) {
        double above = Memory.getF64(e + (i - 1) * 8);
        Memory.putF64(e + (i - 1) * 8, c * above);
        f = -s * above;
      }
    }
  }

  private void level(BidiagonalMerge merge, MatrixLanes lanes, long parts, Workers workers) {
    long step = division.leaves() / parts;
    long pairs = parts / 2;
    double cost = 2 * MergeSpace.cost((double) n / pairs);
    if (pairs < workers.count() || workers.tasks(pairs * cost) == 1) {
      for (long pair = 0; pair < pairs; pair++) {
        join(merge, lanes, pair, step, workers);
      }
    } else {
      workers.run((int) pairs, pair -> join(merge, lanes, pair, step, Workers.INLINE));
    }
  }

  private void join(BidiagonalMerge merge, MatrixLanes lanes, long pair, long step, Workers w) {
    long first = 2 * pair * step;
    merge.run(lanes, division.start(first), end(first + step), end(first + 2 * step), w);
  }
}
