package dev.covector.trace;

import dev.covector.DType;
import dev.covector.graph.ScalarBits;
import java.util.ArrayList;
import java.util.List;

/**
 * Floats as NumPy prints them: the fewest digits that tell them apart, at most 8 after the point,
 * points aligned; scientific when the largest is too large, the smallest too small, or they are
 * more than a factor of 1000 apart.
 */
final class FloatFormat {
  private static final int PRECISION = 8;

  private final DType dtype;
  private final List<Double> values;

  FloatFormat(DType dtype, List<Double> values) {
    this.dtype = dtype;
    this.values = values;
  }

  /** The word of a value without axes. */
  static String scalar(DType dtype, double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    Decimal digits = Decimal.shortest(dtype, value);
    double absolute = Math.abs(value);
    boolean plain = value == 0 || (absolute >= 1e-4 && absolute < largestPlain(dtype, 16));
    return plain ? digits.positional(1, true) : digits.scientific(0, 2, false);
  }

  /** nan, inf or -inf. */
  static String special(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /** The words of all values, of one width. */
  List<String> words() {
    List<String> words = isScientific() ? scientific() : positional();
    int width = words.stream().mapToInt(String::length).max().orElse(0);
    return words.stream().map(w -> " ".repeat(width - w.length()) + w).toList();
  }

  private boolean isScientific() {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      double absolute = Math.abs(value);
      if (absolute != 0 && absolute <= Double.MAX_VALUE) {
        largest = Math.max(largest, absolute);
        smallest = Math.min(smallest, absolute);
      }
    }
    return largest != 0
        && (largest >= largestPlain(dtype, PRECISION)
            || smallest < rounded(0.0001)
            || rounded(largest / smallest) > 1000);
  }

  /** A number rounded to the dtype, as NumPy compares. */
  private double rounded(double value) {
    return ((Number) ScalarBits.decode(dtype, ScalarBits.encode(dtype, value))).doubleValue();
  }

  private static double largestPlain(DType dtype, int digits) {
    int precision =
        switch (dtype) {
          case F16 -> 3;
          case F32 -> 6;
          default -> digits == PRECISION ? PRECISION : 16;
        };
    return Math.pow(10, Math.min(digits, precision));
  }

  private List<String> positional() {
    List<Decimal> decimals = new ArrayList<>();
    int fraction = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        Decimal digits = Decimal.shortest(dtype, value);
        Decimal cut = digits.fraction() > PRECISION ? Decimal.fixed(value, PRECISION) : digits;
        decimals.add(cut);
        fraction = Math.max(fraction, cut.fraction());
      }
    }
    List<String> words = new ArrayList<>();
    int next = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        Decimal digits = decimals.get(next++);
        words.add(digits.positional(0, true) + " ".repeat(fraction - digits.fraction()));
      } else {
        words.add(special(value));
      }
    }
    return words;
  }

  /** All with as many digits as the longest: shorter ones show more of their exact value. */
  private List<String> scientific() {
    int tail = 0;
    int exponentDigits = 2;
    for (double value : values) {
      if (Double.isFinite(value)) {
        Decimal digits = cut(value);
        tail = Math.max(tail, digits.tail());
        int exponent = value == 0 ? 0 : Math.abs(digits.exponent());
        exponentDigits = Math.max(exponentDigits, Integer.toString(exponent).length());
      }
    }
    List<String> words = new ArrayList<>();
    for (double value : values) {
      words.add(
          Double.isFinite(value)
              ? Decimal.rounded(value, tail + 1).scientific(tail, exponentDigits, true)
              : special(value));
    }
    return words;
  }

  private Decimal cut(double value) {
    Decimal digits = Decimal.shortest(dtype, value);
    return digits.tail() > PRECISION ? Decimal.rounded(value, PRECISION + 1) : digits;
  }
}
