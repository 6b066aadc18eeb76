package dev.covector.conformance;

import dev.covector.DType;
import java.util.Collection;

/**
 * How far an element may be from the expected one: {@code relative * (scale + |want|)}.
 *
 * @param relative the case's tolerance
 * @param scale the largest finite magnitude expected anywhere in the field
 */
record Tolerance(double relative, double scale) {
  /** The tolerance for a field of these expected tensors. */
  static Tolerance of(double relative, Collection<StoredTensor> want) {
    double scale = 0;
    for (StoredTensor tensor : want) {
      for (long i = 0; i < tensor.shape().size(); i++) {
        double magnitude =
            Math.hypot(
                flushed(tensor.dtype(), tensor.real(i)),
                flushed(tensor.dtype(), tensor.imaginary(i)));
        if (Double.isFinite(magnitude)) {
          scale = Math.max(scale, magnitude);
        }
      }
    }
    return new Tolerance(relative, scale);
  }

  /** The largest error that passes where {@code magnitude} is expected. */
  double allowed(double magnitude) {
    // not relative * (scale + magnitude), which overflows for the largest doubles
    return relative * scale + relative * magnitude;
  }

  /** The value, or 0 where its magnitude is below the dtype's smallest normal number. */
  static double flushed(DType dtype, double value) {
    return Math.abs(value) < smallestNormal(dtype) ? 0 : value;
  }

  private static double smallestNormal(DType dtype) {
    return switch (dtype) {
      case F16 -> 0x1p-14;
      case BF16, F32, C64 -> Float.MIN_NORMAL;
      case F64, C128 -> Double.MIN_NORMAL;
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, KEY, KEY_ORIGINAL -> 0;
    };
  }
}
