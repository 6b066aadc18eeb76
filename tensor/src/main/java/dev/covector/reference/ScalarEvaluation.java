package dev.covector.reference;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;

/** Scalar functions of elements, by their references and one rounding. */
final class ScalarEvaluation {
  private ScalarEvaluation() {}

  /** A function of one element. */
  static long apply(ScalarFn fn, DType in, DType out, long x) {
    if (in.isFloating()) {
      double result = fn.reference(Element.value(x));
      return fn.isPredicate() ? (long) result : Element.round(out, result);
    }
    return Element.wrap(
        out,
        switch (fn) {
          case COUNT_LEADING_ZEROS ->
              Long.numberOfLeadingZeros(Element.bits(in, x)) - (Long.SIZE - in.bits());
          case POPULATION_COUNT -> Long.bitCount(Element.bits(in, x));
          // the references take u64 for signed
          case SIGN -> in.isUnsigned() ? Math.min(Long.bitCount(x), 1) : fn.reference(x);
          case ABS -> in.isUnsigned() ? x : fn.reference(x);
          default -> fn.reference(x);
        });
  }

  /** A function of two elements of one dtype. */
  static long apply(ScalarFn fn, DType in, DType out, long x, long y) {
    if (fn == ScalarFn.NEXT_AFTER) {
      return nextAfter(in, x, y);
    }
    if (in.isFloating()) {
      double result = fn.reference(Element.value(x), Element.value(y));
      return fn.isPredicate() ? (long) result : Element.round(out, result);
    }
    long first = fn == ScalarFn.SHIFT_RIGHT_LOGICAL ? Element.bits(in, x) : x;
    return Element.wrap(out, fn.reference(first, y, in == DType.U64));
  }

  /** The product of two floats plus a third, rounded once. */
  static long fma(DType dtype, long x, long y, long z) {
    double a = Element.value(x);
    double b = Element.value(y);
    double c = Element.value(z);
    // f32 in f64 would round twice
    double sum = dtype == DType.F32 ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
    return Element.round(dtype, sum);
  }

  /** The element that changes nothing when combined with another. */
  static long identity(ScalarFn combiner, DType dtype) {
    return switch (combiner) {
      case ADD, OR, XOR -> number(dtype, 0);
      case MUL -> number(dtype, 1);
      case AND -> Element.wrap(dtype, -1);
      case MAX -> Range.least(dtype);
      case MIN -> Range.greatest(dtype);
      case LOGADDEXP -> Element.of(Double.NEGATIVE_INFINITY);
      default -> throw new IllegalArgumentException(combiner + " is no combiner");
    };
  }

  private static long number(DType dtype, int value) {
    return dtype.isFloating() ? Element.of(value) : value;
  }

  private static long nextAfter(DType dtype, long x, long y) {
    double from = Element.value(x);
    double to = Element.value(y);
    if (Double.isNaN(from) || Double.isNaN(to)) {
      return Element.of(Double.NaN);
    }
    if (from == to) {
      return y;
    }
    if (from == 0) {
      double least = Element.value(Element.ofBits(dtype, 1));
      return Element.of(Math.copySign(least, to));
    }
    long bits = Element.bits(dtype, x);
    return Element.ofBits(dtype, bits + (to > from == from > 0 ? 1 : -1));
  }
}
