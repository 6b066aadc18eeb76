package dev.covector.simd;

import org.jspecify.annotations.Nullable;

/** The innermost part of a matrix product: a tile whose sums stay in registers. */
final class GemmTile implements Warmable {
  /** Long enough for a profile of a loop; cold vector code is a thousand times slower. */
  private static final int WARM_UP_DEPTH = 3;

  /** Calls that do nothing, by which HotSpot's count of invocations gets over its threshold. */
  private static final int EMPTY_CALLS = 1_000;

  private final TileShape shape;
  private @Nullable TileCode vector;
  private volatile boolean warm;
  private boolean requested;
  private volatile long urgency = Long.MAX_VALUE;

  /** A tile; its code is generated when it is to be warmed up. */
  GemmTile(TileShape shape) {
    this.shape = shape;
  }

  TileShape shape() {
    return shape;
  }

  /**
   * Computes a tile; only when it is warm.
   *
   * @param depth the contracted size
   * @param lhs the address of the left operand's rows
   * @param lhsRow from one row of it to the next, in bytes, not negative
   * @param lhsStep from one contracted position to the next, not negative
   * @param rhs the address of the right operand's columns, which are contiguous
   * @param rhsStep from one contracted position to the next
   * @param out the address of the tile, whose rows are contiguous
   * @param outRow from one row of the tile to the next
   * @param columns how many columns there are: all, unless the last vector is masked
   * @param add 1 when the tile is added to what is there, 0 when it replaces it, -1 when it is
   *     subtracted from it
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
    vector.vector(depth, lhs, lhsRow, lhsStep, rhs, rhsStep, out, outRow, columns, add);
  }

  /** Whether the tile is ready to be used. */
  boolean isWarm() {
    return warm;
  }

  /** Asks for the vector form, if nobody has. */
  void request() {
    if (!requested) {
      requested = true;
      WarmUp.request(this);
    }
  }

  /**
   * Asks for the vector form, though there is code that serves.
   *
   * @param cost what that code has cost more since the last time, as {@link Warmable#urgency}
   */
  void request(long cost) {
    // racy on purpose: a lost update only delays the turn
    if (!requested) {
      urgency = cost;
    } else if (urgency < Long.MAX_VALUE - cost) {
      urgency += cost;
    }
    request();
  }

  @Override
  public long urgency() {
    return urgency;
  }

  /** Changes over to the vector form, if there is one. */
  void setWarm() {
    requested = true;
    if (VectorMode.isOn()) {
      vector = new GemmGenerator(shape).generate();
      warm = true;
    }
  }

  /** Keeps to the scalar form. */
  void setScalar() {
    requested = true;
  }

  @Override
  public void warmUp(long read, long written) {
    int calls = shape.subtracts() ? 3 : 2;
    for (int attempt = 0; VectorMode.isOn() && attempt < WarmUp.ATTEMPTS; attempt++) {
      TileCode fresh = new GemmGenerator(shape).generate();
      boolean compiled =
          WarmUp.untilCompiled(
              calls * (400L + 20L * shape.rows() * shape.vectors()),
              () -> {
                for (int i = 0; i < EMPTY_CALLS; i++) {
                  call(fresh, -1, read, written, 0);
                }
              },
              () -> {
                for (int i = 0; i < calls; i++) {
                  call(fresh, WARM_UP_DEPTH, read, written, add(i));
                }
              });
      if (compiled) {
        vector = fresh;
        warm = true;
        return;
      }
    }
  }

  private int add(int call) {
    return shape.subtracts() ? call - 1 : call;
  }

  private void call(TileCode fresh, long depth, long read, long written, int add) {
    long columns = shape.columns() - (shape.masked() ? 1 : 0);
    long width = (long) shape.columns() * shape.bytes();
    fresh.vector(depth, read, 64, shape.bytes(), read, width, written, width, columns, add);
  }
}
