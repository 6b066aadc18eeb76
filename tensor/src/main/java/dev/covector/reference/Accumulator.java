package dev.covector.reference;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;

/** A running combination: floats in f64, rounded when asked; integers wrapping. */
final class Accumulator {
  private final ScalarFn combiner;
  private final DType dtype;
  private final DType wide;
  private long value;

  Accumulator(ScalarFn combiner, DType dtype) {
    this.combiner = combiner;
    this.dtype = dtype;
    this.wide = dtype.isFloating() ? DType.F64 : dtype;
    this.value = ScalarEvaluation.identity(combiner, wide);
  }

  /** Takes in an element of the dtype. */
  void add(long element) {
    value = ScalarEvaluation.apply(combiner, wide, wide, value, element);
  }

  /** What has been taken in so far, as an element of the dtype. */
  long result() {
    return dtype.isFloating() ? Element.round(dtype, Element.value(value)) : value;
  }
}
