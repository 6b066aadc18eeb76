package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;

/**
 * The Threefry-2x32 block cipher with 20 rounds as integer arithmetic. Rotations and key schedule:
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
final class Threefry {
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

  /** The parity word that completes the key schedule. */
  private static final long PARITY = 0x1BD11BDAL;

  private final ExpressionBuilder expression;

  Threefry(ExpressionBuilder expression) {
    this.expression = expression;
  }

  /** The two result words. */
  int[] encrypt(int k0, int k1, int x0, int x1) {
    int[] key = {k0, k1, apply(ScalarFn.XOR, apply(ScalarFn.XOR, k0, k1), constant(PARITY))};
    int a = apply(ScalarFn.ADD, x0, key[0]);
    int b = apply(ScalarFn.ADD, x1, key[1]);
    for (int group = 0; group < 5; group++) {
      for (int rotation : ROTATIONS[group % 2]) {
        a = apply(ScalarFn.ADD, a, b);
        b = apply(ScalarFn.XOR, a, rotateLeft(b, rotation));
      }
      a = apply(ScalarFn.ADD, a, key[(group + 1) % 3]);
      b = apply(ScalarFn.ADD, apply(ScalarFn.ADD, b, key[(group + 2) % 3]), constant(group + 1));
    }
    return new int[] {a, b};
  }

  private int rotateLeft(int x, int distance) {
    return apply(
        ScalarFn.OR,
        apply(ScalarFn.SHIFT_LEFT, x, constant(distance)),
        apply(ScalarFn.SHIFT_RIGHT_LOGICAL, x, constant(32 - distance)));
  }

  private int apply(ScalarFn fn, int x, int y) {
    return expression.apply(fn, DType.U32, x, y);
  }

  private int constant(long value) {
    return expression.constant(DType.U32, value);
  }
}
