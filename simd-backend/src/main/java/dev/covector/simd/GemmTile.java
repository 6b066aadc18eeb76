package dev.covector.simd;

import java.util.Optional;

/** The innermost part of a matrix product: a tile whose sums stay in registers. */
final class GemmTile implements Warmable {
  /**
   * Short, since it is calls that HotSpot counts, and cold vector code is a thousand times slower;
   * long enough for a profile of a loop.
   */
  private static final int WARM_UP_DEPTH = 3;

  private static final int WARM_UP_CALLS = 20;

  private final TileShape shape;
  private Optional<TileCode> code;
  private volatile boolean warm;
  private boolean requested;

  /** A tile, of generated code where there are vectors. */
  GemmTile(TileShape shape) {
    this.shape = shape;
    this.code =
        VectorMode.isOn() ? Optional.of(new GemmGenerator(shape).generate()) : Optional.empty();
  }

  TileShape shape() {
    return shape;
  }

  /**
   * Computes a tile.
   *
   * @param depth the contracted size
   * @param lhs the address of the left operand's rows
   * @param lhsRow from one row of it to the next, in bytes, not negative
   * @param lhsStep from one contracted position to the next
   * @param rhs the address of the right operand's columns, which are contiguous
   * @param rhsStep from one contracted position to the next
   * @param out the address of the tile, whose rows are contiguous
   * @param outRow from one row of the tile to the next
   * @param columns how many columns there are: all, unless the last vector is masked
   * @param add 1 when the tile is added to what is there, 0 when it replaces it
   */
  void multiply(
      long depth,
      long lhs,
      long lhsRow,
      long lhsStep,
      long rhs,
      long rhsStep,
      long out,
      long outRow,
      long columns,
      int add) {
    if (warm) {
      code.orElseThrow()
          .vector(depth, lhs, lhsRow, lhsStep, rhs, rhsStep, out, outRow, columns, add);
      return;
    }
    request();
    int width = (int) columns;
    for (int i = 0; i < shape.rows(); i++) {
      long row = lhs + i * lhsRow;
      long target = out + i * outRow;
      if (shape.wide()) {
        ScalarTile.rowF64(depth, row, lhsStep, rhs, rhsStep, width, target, add);
      } else {
        ScalarTile.rowF32(depth, row, lhsStep, rhs, rhsStep, width, target, add);
      }
    }
  }

  /** Asks for the vector form, if nobody has. */
  void request() {
    if (!requested) {
      requested = true;
      WarmUp.request(this);
    }
  }

  /** Changes over to the vector form, if there is one. */
  void setWarm() {
    requested = true;
    warm = code.isPresent();
  }

  /** Keeps to the scalar form. */
  void setScalar() {
    requested = true;
  }

  @Override
  public void warmUp(long read, long written) {
    for (int attempt = 0; code.isPresent() && attempt < WarmUp.ATTEMPTS; attempt++) {
      TileCode fresh = code.get();
      long columns = shape.columns() - (shape.masked() ? 1 : 0);
      long width = (long) shape.columns() * shape.bytes();
      boolean compiled =
          WarmUp.untilCompiled(
              WARM_UP_CALLS * (400L + 20L * shape.rows() * shape.vectors()),
              () -> {
                for (int i = 0; i < WARM_UP_CALLS; i++) {
                  fresh.vector(
                      WARM_UP_DEPTH, read, 64, 4, read, width, written, width, columns, i & 1);
                }
              });
      if (compiled) {
        warm = true;
        return;
      }
      code = Optional.of(new GemmGenerator(shape).generate());
    }
  }
}
