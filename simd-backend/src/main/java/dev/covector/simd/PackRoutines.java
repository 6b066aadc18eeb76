package dev.covector.simd;

/**
 * The vector loops that pack panels.
 *
 * @param copy of {@link PackVectors#copy}
 * @param widen of {@link PackVectors#widen}
 * @param round of {@link PackVectors#round}
 * @param transpose of {@link PackVectors#transpose}
 */
record PackRoutines(PackRoutine copy, PackRoutine widen, PackRoutine round, PackRoutine transpose) {
  /** Elements of a warm-up call. */
  private static final long COUNT = 64;

  /** Calls without work after which HotSpot hands a method to C2, when it has few in its queue. */
  private static final int EMPTY_CALLS = 6_000;

  /** Loops that start in one way. */
  PackRoutines(LoopCache.Start start) {
    this(
        new PackRoutine((read, written) -> PackVectors.copy(6, read, 512, written, 512, 5))
            .starting(start),
        new PackRoutine((read, written) -> PackVectors.widen(COUNT, read, written)).starting(start),
        new PackRoutine((read, written) -> PackVectors.round(COUNT, read, written)).starting(start),
        new PackRoutine((read, written) -> PackVectors.transpose(read, 512, written, 512, 16, 16))
            .entering(PackRoutines::enterSquares)
            .starting(TransposeTrial.isPossible() ? start : LoopCache.Start.SCALAR));
  }

  private static void enterSquares() {
    for (int i = 0; i < EMPTY_CALLS; i++) {
      TransposeVectors.enter();
    }
  }
}
