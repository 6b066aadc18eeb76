package dev.covector.benchmarks.protocol;

/**
 * The data that all sides compute alike: element i of a tensor with a seed is a hash of both, so
 * that no file is exchanged. The hash is the finalizer of MurmurHash3 (Appleby 2011, public domain)
 * of {@code i + seed * 0x9E3779B9}, in 32 bits.
 */
public final class Hash {
  private static final int GOLDEN = 0x9E3779B9;

  private Hash() {}

  /** The 32 hashed bits of an element. */
  public static int bits(int seed, int i) {
    int h = i + seed * GOLDEN;
    h ^= h >>> 16;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  /** A number from low to below high: the upper 24 bits, scaled in f64 and rounded once. */
  public static float element(int seed, int i, double low, double high) {
    return (float) (low + (high - low) * ((bits(seed, i) >>> 8) * 0x1p-24));
  }

  /** {@code n} such numbers. */
  public static float[] uniform(int seed, int n, double low, double high) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = element(seed, i, low, high);
    }
    return values;
  }

  /** {@code n} numbers from 0 to below bound. */
  public static int[] integers(int seed, int n, int bound) {
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = Integer.remainderUnsigned(bits(seed, i), bound);
    }
    return values;
  }

  /** The elements of a symmetric n x n matrix: those of the upper triangle, mirrored. */
  public static float[] symmetric(int seed, int n, double low, double high) {
    float[] values = new float[n * n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        int place = Math.min(row, column) * n + Math.max(row, column);
        values[row * n + column] = element(seed, place, low, high);
      }
    }
    return values;
  }
}
