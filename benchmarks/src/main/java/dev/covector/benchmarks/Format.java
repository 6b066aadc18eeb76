package dev.covector.benchmarks;

import java.util.Locale;

/** Numbers for people. */
final class Format {
  private Format() {}

  /** About three digits: 1234, 123, 12.3, 1.23; a dash for no number. */
  static String figure(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** A fraction in percent. */
  static String percent(double fraction) {
    return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.0f%%", 100 * fraction) : "-";
  }
}
