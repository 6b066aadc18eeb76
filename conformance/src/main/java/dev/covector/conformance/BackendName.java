package dev.covector.conformance;

import java.util.Locale;

/** The backends a suite can be run on. */
enum BackendName {
  /** The vectorised CPU backend. */
  SIMD,
  /** The GPU backend. */
  CUDA,
  /** The naive backend that is the oracle of the others. */
  REFERENCE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
