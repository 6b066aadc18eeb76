package dev.covector.simd;

/**
 * The innermost part of a matrix product: a tile of {@link #rows} by {@link #columns} elements from
 * two packed panels.
 *
 * <p>A panel of the left operand has for each contracted position {@code rows} values, one of the
 * right operand {@code columns} values.
 */
abstract class GemmTile implements Warmable {
  private static final int WARM_UP_DEPTH = 48;

  private final boolean wide;
  private final int rows;
  private final int columns;
  private boolean warm;
  private boolean requested;

  /**
   * A tile.
   *
   * @param wide whether elements are f64, not f32
   */
  GemmTile(boolean wide, int rows, int columns) {
    this.wide = wide;
    this.rows = rows;
    this.columns = columns;
  }

  final boolean isWide() {
    return wide;
  }

  /** The size of an element. */
  final int bytes() {
    return wide ? 8 : 4;
  }

  final int rows() {
    return rows;
  }

  final int columns() {
    return columns;
  }

  /** The vector form; as {@link #multiply}. */
  abstract void vector(long depth, long lhs, long rhs, long out, long rowBytes, int add);

  /**
   * Computes a tile.
   *
   * @param depth the contracted size
   * @param lhs the address of the left panel
   * @param rhs the address of the right panel
   * @param out the address of the tile, whose rows are contiguous
   * @param rowBytes from one row of the tile to the next
   * @param add 1 when the tile is added to what is there, 0 when it replaces it
   */
  final void multiply(long depth, long lhs, long rhs, long out, long rowBytes, int add) {
    if (warm) {
      vector(depth, lhs, rhs, out, rowBytes, add);
      return;
    }
    if (!requested) {
      requested = true;
      WarmUp.request(this);
    }
    scalar(depth, lhs, rhs, out, rowBytes, add);
  }

  private void scalar(long depth, long lhs, long rhs, long out, long rowBytes, int add) {
    for (int i = 0; i < rows; i++) {
      if (wide) {
        ScalarTile.rowF64(depth, lhs + i * 8L, rows, rhs, columns, out + i * rowBytes, add);
      } else {
        ScalarTile.rowF32(depth, lhs + i * 4L, rows, rhs, columns, out + i * rowBytes, add);
      }
    }
  }

  /** Changes over to the vector form. */
  final void setWarm() {
    warm = true;
  }

  /** Keeps to the scalar form. */
  final void setScalar() {
    requested = true;
  }

  @Override
  public final void warmUp(long read, long written) {
    long rowBytes = (long) columns * bytes();
    WarmUp.untilCompiled(
        WARM_UP_DEPTH * 200L,
        () -> {
          vector(WARM_UP_DEPTH, read, read, written, rowBytes, 0);
          vector(WARM_UP_DEPTH, read, read, written, rowBytes, 1);
        });
    setWarm();
  }
}
