package dev.covector.simd;

/** {@link MatrixLanes} of an element type: scalar ones until those over vectors are compiled. */
final class MatrixCode implements Warmable {
  private static final long ROWS = 8;
  private static final long SIZE = 1024;

  /**
   * What compiled code stays far below that has a few operations for each of some 16 vectors. With
   * 4000, C1's code passed, and C2 then took svd_256's first second after the change-over.
   */
  private static final long SHORT_NANOS = 1000;

  private final boolean wide;
  private volatile MatrixLanes current;
  private volatile boolean requested;

  MatrixCode(boolean wide, LoopCache.Start start) {
    this.wide = wide;
    requested = start != LoopCache.Start.WARMING_UP;
    current = new ScalarMatrixLanes(wide);
    if (start == LoopCache.Start.VECTOR) {
      VectorMatrixLanes lanes = create(wide);
      lanes.product().setWarm();
      current = lanes;
      current.secular(VectorSecularLanes.INSTANCE);
    }
  }

  private static VectorMatrixLanes create(boolean wide) {
    return wide ? new DoubleMatrixLanes() : new FloatMatrixLanes();
  }

  /** The code to run now. */
  MatrixLanes lanes() {
    if (!requested) {
      requested = true;
      WarmUp.request(this);
    }
    return current;
  }

  @Override
  public void warmUp(long read, long written) {
    VectorMatrixLanes lanes = create(wide);
    long x = written + 2 * ROWS * SIZE;
    long vector = VectorWidth.bits() / 8;
    // each loop by itself: one that is slow must not hide behind fast ones
    boolean compiled =
        WarmUp.untilCompiled(4000, () -> lanes.rank1(ROWS, SIZE, written, SIZE, x, 8, 0.5, read))
            && WarmUp.untilCompiled(
                4000, () -> lanes.rank1(3, SIZE, written, SIZE, x, 8, 0.5, read))
            && WarmUp.untilCompiled(4000, () -> lanes.dots(ROWS, SIZE, written, SIZE, read, x, 8))
            && WarmUp.untilCompiled(4000, () -> lanes.dots(3, SIZE, written, SIZE, read, x, 8))
            && WarmUp.untilCompiled(
                8000,
                () ->
                    lanes.rank2symmetric(
                        ROWS, SIZE, written, SIZE, x, read, x, read, read, x, x + 256, x + 512))
            && WarmUp.untilCompiled(
                SHORT_NANOS,
                () ->
                    lanes.rank2symmetric(
                        1, SIZE, written, SIZE, x, read, x, read, read, x, x + 256, x + 512))
            && WarmUp.untilCompiled(
                8000,
                () -> lanes.rank2combine(ROWS, SIZE, written, SIZE, x, read, x, read, x, x + 512))
            && WarmUp.untilCompiled(
                SHORT_NANOS,
                () -> lanes.rank2combine(1, SIZE, written, SIZE, x, read, x, read, x, x + 512))
            && WarmUp.untilCompiled(
                4000, () -> lanes.combine(ROWS + 3, SIZE, read, SIZE, x, 8, written))
            && WarmUp.untilCompiled(6000, () -> lanes.rotate(ROWS, SIZE, written, SIZE + 64, read))
            && WarmUp.untilCompiled(
                SHORT_NANOS, () -> lanes.rotate(ROWS, vector, written, SIZE, read))
            && WarmUp.untilCompiled(
                4000, () -> lanes.subtract(ROWS, SIZE, written, SIZE, read, SIZE))
            && WarmUp.untilCompiled(4000, () -> lanes.largest(SIZE + 8, read))
            && WarmUp.untilCompiled(4000, () -> lanes.mean(SIZE + 8, written, read))
            && WarmUp.untilCompiled(
                8000,
                () -> {
                  lanes.solve(ROWS + 1, 320, read, 64, 8, true, written, 512);
                  lanes.solve(ROWS + 1, 320, read, 64, 8, false, written, 512);
                })
            && WarmUp.untilCompiled(8000, () -> lanes.transpose(33, 17, read, 256, written, 256))
            && WarmUp.untilCompiled(4000, () -> lanes.scale(SIZE + 8, written, 0.5))
            && lanes.product().warmUp(read, written)
            && WarmUp.untilCompiled(
                40_000,
                () -> lanes.multiply(27, 192, 16, read, 64, 4, read, 256, written, 256, -1));
    if (compiled) {
      current = lanes;
      if (warmUp(VectorSecularLanes.INSTANCE, read, written)) {
        lanes.secular(VectorSecularLanes.INSTANCE);
      }
    }
  }

  private boolean warmUp(SecularLanes lanes, long read, long written) {
    long d = written + ROWS * SIZE;
    long out = written + 2 * ROWS * SIZE;
    return WarmUp.untilCompiled(
            SHORT_NANOS,
            () -> {
              lanes.differences(SIZE, read, 0.5, false, d);
              lanes.differences(SIZE, read, 0.5, true, d);
            })
        && WarmUp.untilCompiled(SHORT_NANOS, () -> lanes.sums(SIZE, d, read, 0.5, out))
        && WarmUp.untilCompiled(SHORT_NANOS, () -> lanes.shift(SIZE, d, 0.5))
        && WarmUp.untilCompiled(
            8000,
            () -> {
              lanes.products(SIZE, ROWS, written, SIZE, read, read, false, out);
              lanes.products(SIZE, ROWS, written, SIZE, read, read, true, out);
            })
        && WarmUp.untilCompiled(SHORT_NANOS, () -> lanes.quotients(SIZE, read, d))
        && WarmUp.untilCompiled(SHORT_NANOS, () -> lanes.weigh(SIZE, read, d))
        && WarmUp.untilCompiled(SHORT_NANOS, () -> lanes.store(SIZE, d, 0.5, wide, out));
  }
}
