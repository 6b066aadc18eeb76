package dev.covector.simd;

/**
 * Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by division: matrices of a few
 * rows by {@link TridiagonalIteration}, then two halves at a time become one ({@link
 * TridiagonalMerge}). Cuppen, "A divide and conquer method for the symmetric tridiagonal
 * eigenproblem", Numer. Math. 36 (1981).
 */
final class TridiagonalDivision {
  /** Most rows of a matrix that is not divided, about. */
  private static final long LEAF = 32;

  /** One rotation of an iteration, whose length is that of a small row. */
  private static final double NANOS_PER_ROTATION = 50;

  private final MatrixMemory memory;
  private final long n;
  private final Division division;

  TridiagonalDivision(MatrixMemory memory, long n) {
    this.memory = memory;
    this.n = n;
    this.division = Division.of(n, LEAF);
  }

  /** What {@link #run} needs besides its operands. */
  static long workspaceBytes(MatrixMemory memory, long n) {
    return MergeSpace.bytes(memory, n);
  }

  /**
   * Diagonalizes.
   *
   * @param d the address of the diagonal; the eigenvalues at the end, in any order
   * @param e the address of what is beside it, with element n - 1 to spare
   * @param z the address of n rows for vectors
   * @param other of as many
   * @param order the address of i64: the rows by ascending eigenvalues at the end
   * @return the address of the vectors: z or other; 0 if an iteration does not converge
   */
  long run(
      MatrixLanes lanes,
      long d,
      long e,
      long z,
      long other,
      long order,
      long workspace,
      Workers workers) {
    long stride = memory.stride(n);
    MatrixMemory.clear(z, n * stride);
    for (long i = 0; i < n; i++) {
      memory.put(z + i * stride + i * memory.bytes, 1);
    }
    MergeSpace space = MergeSpace.at(memory, n, workspace);
    MatrixMemory.copy(e, space.links(), n * Double.BYTES);
    for (long leaf = 1; leaf < division.leaves(); leaf++) {
      long row = division.start(leaf);
      double link = Math.abs(Memory.getF64(e + (row - 1) * 8));
      Memory.putF64(d + (row - 1) * 8, Memory.getF64(d + (row - 1) * 8) - link);
      Memory.putF64(d + row * 8, Memory.getF64(d + row * 8) - link);
    }
    if (!leaves(lanes, d, e, z, order, space, workers)) {
      return 0;
    }
    double norm = 0;
    for (long i = 0; i < n; i++) {
      norm = Math.max(norm, Math.abs(Memory.getF64(d + i * 8)));
      norm = Math.max(norm, i + 1 < n ? Math.abs(Memory.getF64(space.links() + i * 8)) : 0);
    }
    double negligible = norm * (memory.wide ? 0x1p-53 : 0x1p-24);
    long from = z;
    long to = other;
    for (long parts = division.leaves(); parts > 1; parts /= 2) {
      TridiagonalMerge merge =
          new TridiagonalMerge(memory, n, d, from, to, order, space, negligible);
      level(merge, lanes, parts, workers);
      long spare = from;
      from = to;
      to = spare;
    }
    return from;
  }

  private boolean leaves(
      MatrixLanes lanes, long d, long e, long z, long order, MergeSpace space, Workers workers) {
    long leaves = division.leaves();
    double cost = n * (double) n / leaves * 1.5 * NANOS_PER_ROTATION;
    long tasks = Math.min(leaves, workers.tasks(cost));
    Cut cut = Cut.into(leaves, tasks);
    workers.run(
        (int) tasks,
        t -> {
          for (long leaf = cut.start(t); leaf < cut.start(t + 1); leaf++) {
            leaf(lanes, d, e, z, order, space, leaf);
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
      MatrixLanes lanes, long d, long e, long z, long order, MergeSpace space, long leaf) {
    long lo = division.start(leaf);
    long rows = division.start(leaf + 1) - lo;
    long stride = memory.stride(n);
    TridiagonalIteration iteration =
        new TridiagonalIteration(
            memory,
            rows,
            d + lo * 8,
            e + lo * 8,
            space.turns() + 2 * lo * memory.bytes,
            z + lo * stride + lo * memory.bytes,
            stride,
            memory.padded(rows));
    Memory.putF64(space.roots() + leaf * 8, iteration.run(lanes) ? 1 : 0);
    MergeSpace.sort(d, lo, lo + rows, order);
  }

  /** Joins pairs of parts. */
  private void level(TridiagonalMerge merge, MatrixLanes lanes, long parts, Workers workers) {
    long step = division.leaves() / parts;
    long pairs = parts / 2;
    double cost = MergeSpace.cost(n / pairs);
    if (pairs < workers.count() || workers.tasks(pairs * cost) == 1) {
      for (long pair = 0; pair < pairs; pair++) {
        join(merge, lanes, pair, step, workers);
      }
    } else {
      workers.run((int) pairs, pair -> join(merge, lanes, pair, step, Workers.INLINE));
    }
  }

  private void join(TridiagonalMerge merge, MatrixLanes lanes, long pair, long step, Workers w) {
    long first = 2 * pair * step;
    merge.run(
        lanes,
        division.start(first),
        division.start(first + step),
        division.start(first + 2 * step),
        w);
  }
}
