package dev.covector.simd.math;

/** Distances in units in the last place of the reference. */
final class Ulp {
  private Ulp() {}

  /** The error of an f32 result; 0 for equal specials, infinite for a NaN on one side only. */
  static double of(float got, double reference) {
    float rounded = (float) reference;
    if (Float.isNaN(got) || Float.isNaN(rounded)) {
      return Float.isNaN(got) && Float.isNaN(rounded) ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Float.isInfinite(got) || Float.isInfinite(rounded)) {
      return got == rounded ? 0 : Math.abs(finite(got) - finite(reference)) / 0x1p104;
    }
    return Math.abs(got - reference) / Math.ulp(rounded);
  }

  /** The error of an f64 result; overflow one unit early or late counts as one unit. */
  static double of(double got, double reference) {
    if (Double.isNaN(got) || Double.isNaN(reference)) {
      return Double.isNaN(got) && Double.isNaN(reference) ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Double.isInfinite(got) || Double.isInfinite(reference)) {
      return got == reference ? 0 : 1 + Math.abs(capped(got) - capped(reference)) / 0x1p971;
    }
    return Math.abs(got - reference) / Math.ulp(reference);
  }

  private static double finite(double value) {
    return Math.clamp(value, -0x1p128, 0x1p128);
  }

  private static double capped(double value) {
    return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
