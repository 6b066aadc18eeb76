package dev.covector.trace;

import dev.covector.DType;
import java.util.List;

/** Elements as words, all as wide as each other where NumPy aligns them. */
final class ElementFormat {
  private ElementFormat() {}

  /** The words of the elements of a tensor with axes. */
  static List<String> aligned(DType dtype, List<Object> values) {
    return switch (dtype.kind()) {
      case BOOL -> values.stream().map(v -> (Boolean) v ? " True" : "False").toList();
      case SIGNED, UNSIGNED -> {
        List<String> words = values.stream().map(v -> integer(dtype, v)).toList();
        int width = words.stream().mapToInt(String::length).max().orElse(0);
        yield words.stream().map(w -> " ".repeat(width - w.length()) + w).toList();
      }
      case FLOAT ->
          dtype == DType.BF16
              ? values.stream().map(v -> bfloat((Double) v)).toList()
              : new FloatFormat(dtype, values.stream().map(v -> (Double) v).toList()).words();
      case COMPLEX, KEY -> throw new IllegalStateException(dtype + " is not printed by element");
    };
  }

  /** The word of a tensor without axes. */
  static String scalar(DType dtype, Object value) {
    return switch (dtype.kind()) {
      case BOOL -> (Boolean) value ? "True" : "False";
      case SIGNED, UNSIGNED -> integer(dtype, value);
      case FLOAT ->
          dtype == DType.BF16 ? bfloat((Double) value) : FloatFormat.scalar(dtype, (Double) value);
      case COMPLEX, KEY -> throw new IllegalStateException(dtype + " is not printed by element");
    };
  }

  private static String integer(DType dtype, Object value) {
    return dtype == DType.U64 ? Long.toUnsignedString((Long) value) : value.toString();
  }

  /** Six significant digits without trailing zeros, as JAX prints bfloat16. */
  private static String bfloat(double value) {
    if (!Double.isFinite(value)) {
      return FloatFormat.special(value);
    }
    if (value == 0) {
      return Double.compare(value, 0) < 0 ? "-0" : "0";
    }
    Decimal digits = Decimal.rounded(value, 6);
    return digits.exponent() < -4 || digits.exponent() >= 6
        ? digits.scientific(0, 2, false)
        : digits.positional(0, false);
  }
}
