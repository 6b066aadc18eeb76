package dev.covector.random;

import dev.covector.DType;

/** What drawing a float needs to know of its format (IEEE 754; bfloat16 is f32's upper half). */
enum FloatFormat {
  HALF(DType.U16, 10, -14),
  BRAIN(DType.U16, 7, -126),
  SINGLE(DType.U32, 23, -126),
  DOUBLE(DType.U64, 52, -1022);

  private final DType unsigned;
  private final int mantissaBits;
  private final int smallestExponent;

  FloatFormat(DType unsigned, int mantissaBits, int smallestExponent) {
    this.unsigned = unsigned;
    this.mantissaBits = mantissaBits;
    this.smallestExponent = smallestExponent;
  }

  /** The format of a floating dtype. */
  static FloatFormat of(DType dtype) {
    return switch (dtype) {
      case F16 -> HALF;
      case BF16 -> BRAIN;
      case F32 -> SINGLE;
      case F64 -> DOUBLE;
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new IllegalArgumentException(dtype + " is not floating");
    };
  }

  /** The unsigned integer of the same size. */
  DType unsigned() {
    return unsigned;
  }

  /** The stored bits of the mantissa. */
  int mantissaBits() {
    return mantissaBits;
  }

  /** The unsigned integer that a mantissa is drawn as: 8 bits are enough for bfloat16's. */
  DType drawn() {
    return mantissaBits < 8 ? DType.U8 : unsigned;
  }

  /** The bits of 1.0: the biased exponent of 2^0. */
  long one() {
    return (1L - smallestExponent) << mantissaBits;
  }

  /** The distance from 1 to the next larger number. */
  double epsilon() {
    return Math.scalb(1.0, -mantissaBits);
  }

  /** The smallest positive number with a full mantissa. */
  double smallestNormal() {
    return Math.scalb(1.0, smallestExponent);
  }

  /** The smallest number above -1. */
  double aboveMinusOne() {
    return -1 + epsilon() / 2;
  }
}
