package dev.covector.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Tensor;

/** Comparisons of results with literals. */
final class Lists {
  private Lists() {}

  /** The elements of any real tensor as floats; bools are 0 and 1. */
  static float[] floats(Tensor x) {
    return Numpy.astype(x, DType.F32).toFloatArray();
  }

  /**
   * Equal up to some units in the last place of f32, with NaN and infinities in the same places.
   */
  static void assertClose(String what, double expected, double actual) {
    if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
      assertEquals(expected + 0.0, actual + 0.0, 1e-7, what);
    } else {
      assertEquals(expected, actual, 4e-6 * Math.abs(expected) + 5e-7, what);
    }
  }
}
