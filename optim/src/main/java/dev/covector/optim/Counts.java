package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;

/** Counts of steps: i32 scalars that stop at the largest number. */
final class Counts {
  private Counts() {}

  static Tensor zero() {
    return Numpy.zeros(Shape.of(), DType.I32);
  }

  /** The count after one more step; the largest number of its dtype stays. */
  static Tensor increment(Tensor count) {
    Number highest = highest(count.dtype());
    Tensor limit = Lax.fullLike(count, highest);
    return Lax.select(Lax.lt(count, limit), Lax.add(count, Lax.fullLike(count, 1)), limit);
  }

  private static Number highest(DType dtype) {
    return switch (dtype) {
      case I8 -> Byte.MAX_VALUE;
      case I16 -> Short.MAX_VALUE;
      case I32 -> Integer.MAX_VALUE;
      case I64 -> Long.MAX_VALUE;
      case U8 -> 0xff;
      case U16 -> 0xffff;
      case U32 -> 0xffff_ffffL;
      case F16 -> 65504;
      case BF16 -> 0x1.fep127;
      case F32 -> Float.MAX_VALUE;
      case F64 -> Double.MAX_VALUE;
      case BOOL, U64, C64, C128, KEY, KEY_ORIGINAL ->
          throw new OptimException(
              "safe_increment: the count is " + dtype + "; it must be an integer or a float");
    };
  }
}
