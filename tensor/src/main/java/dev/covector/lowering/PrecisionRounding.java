package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;

/** Rounding to a smaller floating format, on the bits of the value. */
final class PrecisionRounding {
  private final ExpressionBuilder expression;
  private final DType dtype;
  private final DType integer;
  private final int mantissa;

  PrecisionRounding(ExpressionBuilder expression, DType dtype) {
    this.expression = expression;
    this.dtype = dtype;
    this.integer =
        switch (dtype.bits()) {
          case 16 -> DType.U16;
          case 32 -> DType.U32;
          default -> DType.U64;
        };
    this.mantissa =
        switch (dtype) {
          case F16 -> 10;
          case BF16 -> 7;
          case F32 -> 23;
          default -> 52;
        };
  }

  /** The node of the rounded value. */
  int round(int value, int exponentBits, int mantissaBits) {
    int bits = expression.bitcast(value, integer);
    if (mantissaBits < mantissa) {
      bits = roundMantissa(bits, mantissa - mantissaBits);
    }
    if (exponentBits < dtype.bits() - 1 - mantissa) {
      bits = limitExponent(bits, exponentBits);
    }
    int isNumber = expression.apply(ScalarFn.EQ, DType.BOOL, value, value);
    return expression.apply(
        ScalarFn.SELECT, dtype, isNumber, expression.bitcast(bits, dtype), value);
  }

  /** Adds just below half of the last kept bit, and one more where that bit is odd. */
  private int roundMantissa(int bits, int dropped) {
    int odd =
        apply(
            ScalarFn.AND,
            apply(ScalarFn.SHIFT_RIGHT_LOGICAL, bits, constant(dropped)),
            constant(1));
    int half = apply(ScalarFn.ADD, odd, constant((1L << dropped - 1) - 1));
    return apply(ScalarFn.AND, apply(ScalarFn.ADD, bits, half), constant(-1L << dropped));
  }

  private int limitExponent(int bits, int exponentBits) {
    int width = dtype.bits() - 1 - mantissa;
    long field = ((1L << width) - 1) << mantissa;
    long bias = (1L << width - 1) - 1;
    long reducedBias = (1L << exponentBits - 1) - 1;
    int exponent = apply(ScalarFn.AND, bits, constant(field));
    int sign = apply(ScalarFn.AND, bits, constant(1L << dtype.bits() - 1));
    int tooLarge =
        expression.apply(
            ScalarFn.GT, DType.BOOL, exponent, constant(bias + reducedBias << mantissa));
    int tooSmall =
        expression.apply(
            ScalarFn.LE, DType.BOOL, exponent, constant(bias - reducedBias << mantissa));
    int infinity = apply(ScalarFn.OR, sign, constant(field));
    int limited = expression.apply(ScalarFn.SELECT, integer, tooLarge, infinity, bits);
    return expression.apply(ScalarFn.SELECT, integer, tooSmall, sign, limited);
  }

  private int apply(ScalarFn fn, int x, int y) {
    return expression.apply(fn, integer, x, y);
  }

  private int constant(long bits) {
    return expression.constant(
        integer, integer == DType.U64 ? bits : bits & (1L << integer.bits()) - 1);
  }
}
