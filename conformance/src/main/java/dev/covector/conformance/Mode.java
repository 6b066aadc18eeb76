package dev.covector.conformance;

import java.util.Locale;

/** How a case's function is run; each case runs in every mode. */
enum Mode {
  /** One operation at a time. */
  EAGER,
  /** Traced and compiled as a whole by {@code jit}. */
  JIT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
