package dev.covector.trace;

import dev.covector.DType;
import dev.covector.graph.ScalarBits;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A finite number as decimal digits.
 *
 * @param negative whether it has a minus sign, -0 included
 * @param magnitude the digits, without trailing zeros
 */
record Decimal(boolean negative, BigDecimal magnitude) {

  /** The fewest digits that give the value back in its dtype. */
  static Decimal shortest(DType dtype, double value) {
    double absolute = Math.abs(value);
    BigDecimal digits =
        switch (dtype) {
          case F32 -> new BigDecimal(Float.toString((float) absolute));
          case F64 -> new BigDecimal(Double.toString(absolute));
          default -> search(dtype, absolute);
        };
    if (absolute != 0 && digits.stripTrailingZeros().precision() == 2) {
      digits = search(dtype, absolute); // Java always gives two digits where one may do
    }
    return of(value, digits);
  }

  private static BigDecimal search(DType dtype, double absolute) {
    BigDecimal exact = new BigDecimal(absolute);
    for (int digits = 1; ; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.compareTo(exact) == 0
          || ScalarBits.encode(dtype, rounded) == ScalarBits.encode(dtype, absolute)) {
        return rounded;
      }
    }
  }

  /** The value rounded to a number of significant digits. */
  static Decimal rounded(double value, int significant) {
    return of(
        value,
        new BigDecimal(Math.abs(value))
            .round(new MathContext(significant, RoundingMode.HALF_EVEN)));
  }

  /** The value rounded to a number of digits after the point. */
  static Decimal fixed(double value, int fraction) {
    return of(value, new BigDecimal(Math.abs(value)).setScale(fraction, RoundingMode.HALF_EVEN));
  }

  private static Decimal of(double value, BigDecimal magnitude) {
    return new Decimal(
        Double.compare(value, 0) < 0,
        magnitude.signum() == 0 ? BigDecimal.ZERO : magnitude.stripTrailingZeros());
  }

  /** The power of ten of the first digit. */
  int exponent() {
    return magnitude.precision() - magnitude.scale() - 1;
  }

  /** How many digits are after the point. */
  int fraction() {
    return Math.max(0, magnitude.scale());
  }

  /** How many digits are after the first. */
  int tail() {
    return magnitude.precision() - 1;
  }

  /** As 12.5, with at least some digits after the point, and a point in any case if asked. */
  String positional(int minimum, boolean point) {
    String text =
        magnitude.setScale(Math.max(fraction(), minimum), RoundingMode.UNNECESSARY).toPlainString();
    return sign() + text + (point && text.indexOf('.') < 0 ? "." : "");
  }

  /** As 1.25e+01, with at least some digits in tail and exponent. */
  String scientific(int minimum, int exponentDigits, boolean point) {
    String digits = magnitude.unscaledValue().toString();
    String tail = digits.substring(1) + "0".repeat(Math.max(0, minimum - (digits.length() - 1)));
    int exponent = magnitude.signum() == 0 ? 0 : exponent();
    String size = Integer.toString(Math.abs(exponent));
    return sign()
        + digits.charAt(0)
        + (point || !tail.isEmpty() ? "." : "")
        + tail
        + (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, exponentDigits - size.length()))
        + size;
  }

  private String sign() {
    return negative ? "-" : "";
  }
}
