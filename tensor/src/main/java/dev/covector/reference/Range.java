package dev.covector.reference;

import dev.covector.DType;

/** The least and greatest elements of dtypes, infinities included. */
final class Range {
  private Range() {}

  /** The element that no other is less than; u64 as bits. */
  static long least(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, UNSIGNED -> 0;
      case SIGNED -> -1L << dtype.bits() - 1;
      case FLOAT -> Element.of(Double.NEGATIVE_INFINITY);
      case COMPLEX, KEY -> throw new IllegalArgumentException(dtype + " has no order");
    };
  }

  /** The element that no other is greater than; u64 as bits. */
  static long greatest(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> 1;
      case UNSIGNED -> dtype == DType.U64 ? -1 : (1L << dtype.bits()) - 1;
      case SIGNED -> ~least(dtype);
      case FLOAT -> Element.of(Double.POSITIVE_INFINITY);
      case COMPLEX, KEY -> throw new IllegalArgumentException(dtype + " has no order");
    };
  }
}
