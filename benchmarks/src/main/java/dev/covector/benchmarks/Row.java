package dev.covector.benchmarks;

/**
 * A row of the table.
 *
 * @param name of the row, on all sides
 * @param tolerance of the check against a peer's result
 * @param bound what limits it
 */
record Row(String name, Tolerance tolerance, Bound bound) {
  static Row of(String name, Tolerance tolerance) {
    return new Row(name, tolerance, new Bound.None());
  }

  Row flops(double flops) {
    return new Row(name, tolerance, new Bound.Flops(flops));
  }

  Row bytes(double bytes) {
    return new Row(name, tolerance, new Bound.Bytes(bytes));
  }
}
