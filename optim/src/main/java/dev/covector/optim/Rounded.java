package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;

/**
 * Products that are rounded before they are added to, also in a compiled loop, which otherwise
 * multiplies and adds in one rounding. Where large numbers cancel, that shows: the updates of
 * schedule-free optimizers are small differences of parameters, and would not be those that the
 * same operations give one by one.
 */
final class Rounded {
  private Rounded() {}

  static Tensor of(Tensor x) {
    return switch (x.dtype()) {
      case F16 -> Lax.reducePrecision(x, 5, 10);
      case BF16 -> Lax.reducePrecision(x, 8, 7);
      case F32 -> Lax.reducePrecision(x, 8, 23);
      case F64 -> Lax.reducePrecision(x, 11, 52);
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL -> x;
    };
  }
}
