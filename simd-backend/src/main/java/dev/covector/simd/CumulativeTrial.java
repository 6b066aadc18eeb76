package dev.covector.simd;

/** Compiles scans along rows, their totals, and scans across columns. */
record CumulativeTrial(boolean reverse) implements Routine.Trial<CumulativeCode> {
  private static final int LENGTH = 147;
  private static final int ROWS = 4;

  @Override
  public void run(CumulativeCode code, long read, long written) {
    long row = LENGTH * Float.BYTES;
    long end = reverse ? row - Float.BYTES : 0;
    long step = reverse ? -Float.BYTES : Float.BYTES;
    code.rows(read + end, written + end, ROWS, row, row, LENGTH, step, step);
    code.row(read + end, written + end, LENGTH, step, step, code.identity());
    code.total(read + end, LENGTH, step, code.identity());
    code.rows(read, written, LENGTH, Float.BYTES, Float.BYTES, ROWS, row, row);
  }

  @Override
  public long nanos() {
    return 4_000;
  }
}
