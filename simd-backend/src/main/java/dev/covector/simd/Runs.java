package dev.covector.simd;

/** Runs passes over runs of the innermost dimension where they are. */
final class Runs {
  private Runs() {}

  /**
   * A pass over neighbouring runs from the cursor's on, which it then has left behind.
   *
   * @param start the first element of each run
   * @param count how many elements of each
   */
  static void pass(
      LoopPlan plan,
      GeneratedLoop code,
      Cursor cursor,
      int pass,
      long runs,
      long start,
      long count) {
    int outer = plan.outerRank();
    int inner = plan.extents().length - 1;
    long run = 0;
    int several = inner - outer == 1 ? code.runsPerTurn(pass) : 0;
    for (; several > 0 && run + several <= runs; run += several) {
      cursor.place(start);
      code.turn(pass, cursor.arguments(), count);
      for (int i = 0; i < several; i++) {
        cursor.next(outer, inner);
      }
    }
    for (; run < runs; run++) {
      cursor.place(start);
      code.pass(pass, cursor.arguments(), count);
      cursor.next(outer, inner);
    }
  }
}
