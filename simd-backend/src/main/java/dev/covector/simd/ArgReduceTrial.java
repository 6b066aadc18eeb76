package dev.covector.simd;

/** Compiles the search along rows and that along columns. */
final class ArgReduceTrial implements Routine.Trial<ArgReduceCode> {
  private static final int LENGTH = 67;

  @Override
  public void run(ArgReduceCode code, long read, long written) {
    long row = LENGTH * Integer.BYTES;
    code.rows(read, written, 8, row, Long.BYTES, LENGTH, Integer.BYTES);
    code.rows(read, written, 16, 40, Long.BYTES, 10, Integer.BYTES);
    code.rows(read, written, LENGTH, Integer.BYTES, Long.BYTES, 5, row);
  }

  @Override
  public long nanos() {
    return 6_000;
  }
}
