package dev.covector.reference;

import dev.covector.DType;

/** Conversions by value between dtypes, as JAX's on a CPU. */
final class Conversion {
  private Conversion() {}

  /**
   * The element converted: float to integer truncates and saturates (NaN gives 0), integer to
   * narrower integer wraps, anything to bool compares with zero (NaN gives true).
   */
  static long convert(DType from, DType to, long element) {
    if (to == DType.BOOL) {
      return (from.isFloating() ? Element.value(element) != 0 : element != 0) ? 1 : 0;
    }
    if (from.isFloating()) {
      return to.isFloating()
          ? Element.round(to, Element.value(element))
          : saturate(to, Element.value(element));
    }
    return to.isFloating()
        ? Element.round(to, element, from == DType.U64)
        : Element.wrap(to, element);
  }

  private static long saturate(DType to, double value) {
    if (to == DType.U64) {
      // a cast to long saturates at 2^63 - 1
      return value >= 0x1p64
          ? -1
          : value >= 0x1p63 ? (long) (value - 0x1p63) + Long.MIN_VALUE : Math.max((long) value, 0);
    }
    return Math.clamp((long) value, Range.least(to), Range.greatest(to));
  }
}
