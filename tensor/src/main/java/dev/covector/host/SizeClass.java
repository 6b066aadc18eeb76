package dev.covector.host;

import dev.covector.CovectorException;

/** The sizes that native memory is pooled in: four to each doubling, from 64 bytes. */
final class SizeClass {
  /** The number of classes. */
  static final int COUNT = 4 * (50 - 6) + 1;

  private SizeClass() {}

  /** The smallest class that holds so many bytes. */
  static int of(long bytes) {
    if (bytes <= 64) {
      return 0;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(bytes - 1);
    long base = 1L << exponent;
    long quarter = base >> 2;
    long index = 4L * (exponent - 6) + (bytes - base + quarter - 1) / quarter;
    if (index >= COUNT) {
      throw new CovectorException("native memory: " + bytes + " bytes exceed what a machine has");
    }
    return (int) index;
  }

  /** The size of a class in bytes. */
  static long bytes(int sizeClass) {
    if (sizeClass == 0) {
      return 64;
    }
    long base = 64L << ((sizeClass - 1) / 4);
    return base + (base >> 2) * ((sizeClass - 1) % 4 + 1);
  }
}
