package dev.covector.simd;

import java.util.Optional;

/**
 * The innermost part of a matrix product: a tile of {@link #rows} by {@link #columns} elements from
 * two packed panels.
 *
 * <p>A panel of the left operand has for each contracted position {@code rows} values, one of the
 * right operand {@code columns} values.
 */
final class GemmTile implements Warmable {
  private static final int WARM_UP_DEPTH = 48;

  private final boolean wide;
  private final int rows;
  private final int columns;
  private Optional<TileCode> code;
  private volatile boolean warm;
  private boolean requested;

  /**
   * A tile of scalar code.
   *
   * @param wide whether elements are f64, not f32
   */
  GemmTile(boolean wide) {
    this.wide = wide;
    this.rows = 4;
    this.columns = 16;
    this.code = Optional.empty();
  }

  /** A tile of generated code. */
  GemmTile(boolean wide, GemmGenerator generator) {
    this.wide = wide;
    this.rows = GemmGenerator.ROWS;
    this.columns = generator.columns();
    this.code = Optional.of(generator.generate());
  }

  boolean isWide() {
    return wide;
  }

  /** The size of an element. */
  int bytes() {
    return wide ? 8 : 4;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

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
  void multiply(long depth, long lhs, long rhs, long out, long rowBytes, int add) {
    if (warm) {
      code.orElseThrow().vector(depth, lhs, rhs, out, rowBytes, add);
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

  /** Changes over to the vector form, if there is one. */
  void setWarm() {
    warm = code.isPresent();
  }

  /** Keeps to the scalar form. */
  void setScalar() {
    requested = true;
  }

  @Override
  public void warmUp(long read, long written) {
    long rowBytes = (long) columns * bytes();
    for (int attempt = 0; code.isPresent() && attempt < WarmUp.ATTEMPTS; attempt++) {
      TileCode fresh = code.get();
      boolean compiled =
          WarmUp.untilCompiled(
              WARM_UP_DEPTH * 50L,
              () -> {
                fresh.vector(WARM_UP_DEPTH, read, read, written, rowBytes, 0);
                fresh.vector(WARM_UP_DEPTH, read, read, written, rowBytes, 1);
              });
      if (compiled) {
        warm = true;
        return;
      }
      code = Optional.of(new GemmGenerator(wide).generate());
    }
  }
}
