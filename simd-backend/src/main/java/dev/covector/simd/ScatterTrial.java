package dev.covector.simd;

/** Compiles sums of contiguous runs. */
final class ScatterTrial implements Routine.Trial<ScatterCode> {
  private static final int LENGTH = 67;
  private static final int ROWS = 16;

  private final IndexTerms none = new IndexTerms(0);
  private final ScatterCode.Run run =
      new ScatterCode.Run(LENGTH, Float.BYTES, Float.BYTES, 0, Long.MAX_VALUE);

  @Override
  public void run(ScatterCode code, long read, long written) {
    long row = LENGTH * Float.BYTES;
    code.rows(none, new long[] {read, written}, ROWS, row, row, run);
  }

  @Override
  public long nanos() {
    return 4_000;
  }
}
