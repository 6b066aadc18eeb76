package dev.covector.simd;

import dev.covector.DType;

/**
 * How a matrix product is cut: strips of rows and panels of columns meet in tiles, whose depth is
 * cut so that what a tile reads stays in the caches (Goto and van de Geijn, "Anatomy of
 * High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008).
 *
 * @param wide whether sums are f64, not f32
 * @param strips the rows
 * @param panels the columns, in vectors
 * @param depths the contracted positions
 * @param packsLhs whether blocks of the left operand are copied first, in the order of use
 * @param packsRhs whether panels of the right operand are
 * @param isDirect whether tiles can add to the result where it is; else to scratch memory
 */
record GemmPlan(
    boolean wide,
    long m,
    long n,
    long k,
    MatrixView lhs,
    MatrixView rhs,
    MatrixView out,
    Cut strips,
    Cut panels,
    Cut depths,
    boolean packsLhs,
    boolean packsRhs,
    boolean isDirect) {
  /** Multiply-adds of one core in a nanosecond, for cutting work. */
  private static final double RATE = 60;

  /** Bytes that one core reads from memory in a nanosecond. */
  private static final double BANDWIDTH = 8;

  /**
   * A tile's part of the right operand takes an eighth of the second-level cache. Deeper tiles
   * start less often and add to the result in memory less often; shallower ones, whose part would
   * stay in the first level, were slower by a tenth (products of 768 and 1536 squared).
   */
  private static final long PANEL_BYTES = Caches.SECOND / 8;

  private static final long DEEPEST = 512;

  /** Nanoseconds to copy an element to where its neighbours remain its neighbours; measured. */
  private static final double COPY = 0.2;

  /** Nanoseconds to copy an element where neighbours along the other dimension are together. */
  private static final double TURN = 0.4;

  /** Nanoseconds to copy an element elsewhere; measured. */
  private static final double TRANSPOSITION = 1.2;

  /** Rows of the right operand that are read side by side where each is used only once or twice. */
  private static final long SHALLOW = 16;

  static GemmPlan of(
      boolean wide, long m, long n, long k, MatrixView lhs, MatrixView rhs, MatrixView out) {
    DType sum = wide ? DType.F64 : DType.F32;
    int size = sum.byteSize();
    int lanes = TileShape.lanes(wide);
    Cut panels = Cut.of((n + lanes - 1) / lanes, TileShape.mostVectors());
    int vectors = (int) panels.size(0);
    Cut strips = Cut.of(m, TileShape.mostRows(vectors));
    boolean whole = n % lanes == 0 || TileShape.hasMasks();
    boolean readable = rhs.dtype() == sum && rhs.hasDenseRows() && whole;
    boolean small = k * n * size <= Caches.SECOND / 4;
    boolean packsRhs = !readable || (strips.parts() > 4 && !small);
    boolean strided = lhs.dtype() == sum && isNear(lhs.row()) && isNear(lhs.column());
    boolean packsLhs =
        !strided || (!lhs.hasDenseRows() && panels.parts() > 2 && m * k * size > 2 * Caches.FIRST);
    boolean shallow = !packsRhs && strips.parts() == 1 && !small;
    long deepest = Math.min(DEEPEST, Math.max(64, PANEL_BYTES / (panels.size(0) * lanes * size)));
    Cut depths = Cut.of(k, shallow ? SHALLOW : deepest);
    boolean direct = out.dtype() == sum && out.hasDenseRows() && whole;
    return new GemmPlan(
        wide, m, n, k, lhs, rhs, out, strips, panels, depths, packsLhs, packsRhs, direct);
  }

  /** Whether tiles can do with a distance of rows or columns. */
  private static boolean isNear(long distance) {
    return distance >= 0 && distance <= TileShape.FARTHEST;
  }

  /** The size of an element that tiles work on. */
  int size() {
    return wide ? 8 : 4;
  }

  int lanes() {
    return TileShape.lanes(wide);
  }

  /** All columns, those of a panel that sticks out included. */
  long columns() {
    return column(panels.parts());
  }

  /** The first column of a panel. */
  long column(long panel) {
    return panels.start(panel) * lanes();
  }

  /** The columns of a panel in memory; a panel that sticks out counts whole. */
  long width(long panel) {
    return panels.size(panel) * lanes();
  }

  /** The columns of a panel that the result has. */
  long present(long panel) {
    return Math.min(width(panel), n - column(panel));
  }

  /** The time on one core in nanoseconds. */
  double cost() {
    double flops = m * (double) columns() * k / RATE;
    double bytes = (m * (double) k + k * (double) n + m * (double) n) * size() / BANDWIDTH;
    return Math.max(flops, bytes > Caches.SECOND / BANDWIDTH ? bytes : 0);
  }

  /** The time of copies before and after the tiles, on one core in nanoseconds. */
  double copyCost() {
    return rhsCost() + lhsCost() + storeCost();
  }

  /** The time to pack the right operand. */
  double rhsCost() {
    return packsRhs ? k * (double) n * copy(rhs) : 0;
  }

  /** The time to pack the left operand. */
  double lhsCost() {
    return packsLhs ? m * (double) k * copy(lhs) : 0;
  }

  private static double copy(MatrixView view) {
    if (view.dtype() == DType.F16) {
      return TRANSPOSITION; // widened one by one
    }
    if (view.hasDenseRows()) {
      return COPY;
    }
    return view.turned().hasDenseRows() && view.dtype() != DType.F64 ? TURN : TRANSPOSITION;
  }

  /** The time to bring sums to the result, if tiles cannot. */
  double storeCost() {
    return isDirect ? 0 : m * (double) n * copy(out);
  }
}
