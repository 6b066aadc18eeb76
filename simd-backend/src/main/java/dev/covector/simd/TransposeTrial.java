package dev.covector.simd;

/** Compiles the copy of squares and of what is left beside them. */
final class TransposeTrial implements Routine.Trial<TransposeCode> {
  private static final int SIDE = 66;
  private static final long STEP = SIDE * (long) Integer.BYTES;

  /** The routine that all loops share. */
  static Routine<TransposeCode> routine(RoutineCache routines) {
    return routines.get(
        new TransposeCode.Variant(Integer.BYTES),
        TransposeScalar::new,
        isPossible() ? TransposeVectors::new : null,
        new TransposeTrial());
  }

  /** Whether there is code for vectors of this width. */
  static boolean isPossible() {
    return VectorMode.isOn() && VectorWidth.bits() >= 256;
  }

  @Override
  public void run(TransposeCode code, long read, long written) {
    code.transpose(read, STEP, written, STEP, SIDE, SIDE);
  }

  @Override
  public boolean enter() {
    TransposeVectors.enter();
    return true;
  }

  @Override
  public long nanos() {
    return 8_000;
  }
}
