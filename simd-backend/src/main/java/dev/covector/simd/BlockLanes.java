package dev.covector.simd;

import dev.covector.kernel.ScalarFn;
import java.util.Arrays;

/**
 * Sums and products over a row in the order of vector code, so that a loop gives the same bits
 * before and after it changes over: each lane of each accumulator takes every so many-th element,
 * then the accumulators are combined in turn, and of the lanes each half with the other.
 */
final class BlockLanes {
  private BlockLanes() {}

  /** What changes nothing. */
  static float identity(ScalarFn combiner) {
    return combiner == ScalarFn.ADD ? 0 : 1;
  }

  /** Sets accumulators to what changes nothing. */
  static void start(ScalarFn combiner, float[] sums, int width) {
    Arrays.fill(sums, 0, width, identity(combiner));
  }

  /** Sets accumulators to what changes nothing. */
  static void start(ScalarFn combiner, double[] sums, int width) {
    Arrays.fill(sums, 0, width, identity(combiner));
  }

  /**
   * Combines elements with accumulators.
   *
   * @param width the lanes of all accumulators
   * @param n how many elements; the first belongs to the first lane
   */
  static void step(ScalarFn combiner, float[] x, float[] sums, int width, int n) {
    if (combiner == ScalarFn.ADD) {
      add(x, sums, width, n);
    } else {
      multiply(x, sums, width, n);
    }
  }

  private static void add(float[] x, float[] sums, int width, int n) {
    for (int from = 0; from < n; from += width) {
      int most = Math.min(width, n - from);
      for (int i = 0; i < most; i++) {
        sums[i] += x[from + i];
      }
    }
  }

  private static void multiply(float[] x, float[] sums, int width, int n) {
    for (int from = 0; from < n; from += width) {
      int most = Math.min(width, n - from);
      for (int i = 0; i < most; i++) {
        sums[i] *= x[from + i];
      }
    }
  }

  /** As {@link #step(ScalarFn, float[], float[], int, int)}. */
  static void step(ScalarFn combiner, double[] x, double[] sums, int width, int n) {
    if (combiner == ScalarFn.ADD) {
      add(x, sums, width, n);
    } else {
      multiply(x, sums, width, n);
    }
  }

  private static void add(double[] x, double[] sums, int width, int n) {
    for (int from = 0; from < n; from += width) {
      int most = Math.min(width, n - from);
      for (int i = 0; i < most; i++) {
        sums[i] += x[from + i];
      }
    }
  }

  private static void multiply(double[] x, double[] sums, int width, int n) {
    for (int from = 0; from < n; from += width) {
      int most = Math.min(width, n - from);
      for (int i = 0; i < most; i++) {
        sums[i] *= x[from + i];
      }
    }
  }

  /**
   * The combination of accumulators, which are lost.
   *
   * @param width the lanes of all accumulators, a multiple of the lanes of one
   */
  static float end(ScalarFn combiner, float[] sums, int width, int lanes) {
    for (int from = lanes; from < width; from += lanes) {
      for (int i = 0; i < lanes; i++) {
        sums[i] = combine(combiner, sums[i], sums[from + i]);
      }
    }
    for (int half = lanes / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] = combine(combiner, sums[i], sums[half + i]);
      }
    }
    return sums[0];
  }

  /** As {@link #end(ScalarFn, float[], int, int)}. */
  static double end(ScalarFn combiner, double[] sums, int width, int lanes) {
    for (int from = lanes; from < width; from += lanes) {
      for (int i = 0; i < lanes; i++) {
        sums[i] = combine(combiner, sums[i], sums[from + i]);
      }
    }
    for (int half = lanes / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] = combine(combiner, sums[i], sums[half + i]);
      }
    }
    return sums[0];
  }

  /** The sum or the product. */
  static float combine(ScalarFn combiner, float x, float y) {
    return combiner == ScalarFn.ADD ? x + y : x * y;
  }

  /** The sum or the product. */
  static double combine(ScalarFn combiner, double x, double y) {
    return combiner == ScalarFn.ADD ? x + y : x * y;
  }
}
