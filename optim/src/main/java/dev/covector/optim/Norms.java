package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;

/** Norms with a floor, and gradients that are no NaN at 0. */
final class Norms {
  private Norms() {}

  /** The 2-norm of all elements, at least {@code least}. */
  static Tensor safe(Tensor x, Tensor least) {
    Tensor isSmall = Squares.norm(x).le(least);
    Tensor norm = Squares.norm(Numpy.where(isSmall, 1, x));
    return Numpy.where(isSmall, least.astype(norm.dtype()), norm);
  }

  /** The root of the mean square, at least {@code least}. */
  static Tensor safeRms(Tensor x, Tensor least) {
    Tensor isSmall = Squares.of(x).mean().sqrt().le(least);
    Tensor root = Squares.of(Numpy.where(isSmall, 1, x)).mean().sqrt();
    return Numpy.where(isSmall, least.astype(root.dtype()), root);
  }

  /** The distance from 1 to the next number of a floating dtype. */
  static double epsilon(DType dtype) {
    return switch (dtype) {
      case F16 -> 0x1p-10;
      case BF16 -> 0x1p-7;
      case F32, C64 -> 0x1p-23;
      case F64, C128 -> 0x1p-52;
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, KEY, KEY_ORIGINAL ->
          throw new OptimException(dtype + " has no epsilon; it must be a floating dtype");
    };
  }
}
