package dev.covector.simd;

/** Dot products of rows with one vector: in vector code when that is compiled. */
final class DotTile implements Warmable {
  /** Rows that are read side by side. */
  static final int ROWS = 4;

  /** Elements of a warm-up run: some vectors, and a rest. */
  private static final int WARM_UP_COUNT = 200;

  private static final int WARM_UP_CALLS = 50;

  private final boolean wide;
  private volatile boolean warm;
  private volatile boolean requested;

  /**
   * A tile.
   *
   * @param wide whether elements are f64, not f32
   */
  DotTile(boolean wide) {
    this.wide = wide;
  }

  /**
   * Computes the products of some rows.
   *
   * @param count the size of a row
   * @param lhs the address of the first row, whose elements are neighbours
   * @param row from one row to the next, in bytes
   * @param rhs the address of the vector, whose elements are neighbours
   * @param out the address of the first result
   * @param step from one result to the next, in bytes
   */
  void rows(long rows, long count, long lhs, long row, long rhs, long out, long step) {
    if (!warm) {
      request();
      ScalarDot.rows(wide, rows, count, lhs, row, rhs, out, step);
      return;
    }
    long i = 0;
    for (; i + ROWS <= rows; i += ROWS) {
      if (wide) {
        DotF64.four(count, lhs + i * row, row, rhs, out + i * step, step);
      } else {
        DotF32.four(count, lhs + i * row, row, rhs, out + i * step, step);
      }
    }
    for (; i < rows; i++) {
      if (wide) {
        DotF64.one(count, lhs + i * row, rhs, out + i * step);
      } else {
        DotF32.one(count, lhs + i * row, rhs, out + i * step);
      }
    }
  }

  private void request() {
    if (!requested) {
      requested = true;
      WarmUp.request(this);
    }
  }

  /** Changes over to the vector form. */
  void setWarm() {
    requested = true;
    warm = VectorMode.isOn();
  }

  /** Keeps to the scalar form. */
  void setScalar() {
    requested = true;
  }

  @Override
  public void warmUp(long read, long written) {
    warm =
        WarmUp.untilCompiled(
            WARM_UP_CALLS * 400L,
            () -> {
              for (int i = 0; i < WARM_UP_CALLS; i++) {
                if (wide) {
                  DotF64.four(WARM_UP_COUNT, read, 64, read, written, 64);
                  DotF64.one(WARM_UP_COUNT, read, read, written);
                } else {
                  DotF32.four(WARM_UP_COUNT, read, 64, read, written, 64);
                  DotF32.one(WARM_UP_COUNT, read, read, written);
                }
              }
            });
  }
}
