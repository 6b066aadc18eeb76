package dev.covector.simd;

import dev.covector.kernel.ScalarFn;

/**
 * The functions of 32-bit integers and bools over blocks in arrays, as {@link ScalarOps} has them
 * for single values; one method for each, as in {@link FloatBlocks}.
 */
final class IntBlocks {
  private IntBlocks() {}

  /** Applies a function of one argument, signed. */
  static void apply(ScalarFn fn, int[] x, int[] out, int n) {
    switch (fn) {
      case NEG -> neg(x, out, n);
      case ABS -> abs(x, out, n);
      case NOT -> not(x, out, n);
      default -> rare(fn, x, out, n);
    }
  }

  /** Applies a function of two arguments that are signed, or of which the sign does not matter. */
  static void apply(ScalarFn fn, int[] x, int[] y, int[] out, int n) {
    switch (fn) {
      case ADD -> add(x, y, out, n);
      case SUB -> sub(x, y, out, n);
      case MUL -> mul(x, y, out, n);
      case AND -> and(x, y, out, n);
      case OR -> or(x, y, out, n);
      case XOR -> xor(x, y, out, n);
      case SHIFT_LEFT -> shiftLeft(x, y, out, n);
      case SHIFT_RIGHT_ARITHMETIC -> shiftRightArithmetic(x, y, out, n);
      case SHIFT_RIGHT_LOGICAL -> shiftRightLogical(x, y, out, n);
      case MAX -> max(x, y, out, n);
      case MIN -> min(x, y, out, n);
      default -> rare(fn, x, y, out, n);
    }
  }

  /** Applies DIV, REM, POW, MAX or MIN to unsigned numbers. */
  static void applyUnsigned(ScalarFn fn, int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = unsignedValue(fn, x[i], y[i]);
    }
  }

  /** Compares signed numbers. */
  static void test(ScalarFn fn, int[] x, int[] y, int[] out, int n) {
    switch (fn) {
      case EQ -> eq(x, y, out, n);
      case NE -> ne(x, y, out, n);
      case LT -> lt(x, y, out, n);
      case LE -> le(x, y, out, n);
      case GT -> gt(x, y, out, n);
      default -> ge(x, y, out, n);
    }
  }

  /** Compares unsigned numbers by LT, LE, GT or GE. */
  static void testUnsigned(ScalarFn fn, int[] x, int[] y, int[] out, int n) {
    switch (fn) {
      case LT -> ltUnsigned(x, y, out, n);
      case LE -> leUnsigned(x, y, out, n);
      case GT -> gtUnsigned(x, y, out, n);
      default -> geUnsigned(x, y, out, n);
    }
  }

  /** The second where the first is not 0, else the third. */
  static void select(int[] which, int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = which[i] != 0 ? x[i] : y[i];
    }
  }

  /** 1 where elements are not 0. */
  static void toBool(int[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.toBool(x[i]);
    }
  }

  /** 0 where bools are 1, and the other way round. */
  static void logicalNot(int[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] ^ 1;
    }
  }

  /** Combines a value with all elements, in order. */
  static int reduce(ScalarFn combiner, boolean unsigned, int start, int[] x, int n) {
    int r = start;
    for (int i = 0; i < n; i++) {
      r = combine(combiner, unsigned, r, x[i]);
    }
    return r;
  }

  private static int combine(ScalarFn combiner, boolean unsigned, int x, int y) {
    return switch (combiner) {
      case ADD -> x + y;
      case MUL -> x * y;
      case AND -> x & y;
      case OR -> x | y;
      case XOR -> x ^ y;
      case MAX -> unsigned ? IntFunctions.maxUnsigned(x, y) : IntFunctions.max(x, y);
      default -> unsigned ? IntFunctions.minUnsigned(x, y) : IntFunctions.min(x, y);
    };
  }

  private static void neg(int[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -x[i];
    }
  }

  private static void abs(int[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(x[i]);
    }
  }

  private static void not(int[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = ~x[i];
    }
  }

  private static void add(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] + y[i];
    }
  }

  private static void sub(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] - y[i];
    }
  }

  private static void mul(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * y[i];
    }
  }

  private static void and(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] & y[i];
    }
  }

  private static void or(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] | y[i];
    }
  }

  private static void xor(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] ^ y[i];
    }
  }

  private static void shiftLeft(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.shiftLeft(x[i], y[i], 32);
    }
  }

  private static void shiftRightArithmetic(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.shiftRightArithmetic(x[i], y[i], 32);
    }
  }

  private static void shiftRightLogical(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.shiftRightLogical(x[i], y[i], 32);
    }
  }

  private static void max(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.max(x[i], y[i]);
    }
  }

  private static void min(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.min(x[i], y[i]);
    }
  }

  private static void eq(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.eq(x[i], y[i]);
    }
  }

  private static void ne(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.ne(x[i], y[i]);
    }
  }

  private static void lt(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.lt(x[i], y[i]);
    }
  }

  private static void le(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.le(x[i], y[i]);
    }
  }

  private static void gt(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.gt(x[i], y[i]);
    }
  }

  private static void ge(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.ge(x[i], y[i]);
    }
  }

  private static void ltUnsigned(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.ltUnsigned(x[i], y[i]);
    }
  }

  private static void leUnsigned(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.leUnsigned(x[i], y[i]);
    }
  }

  private static void gtUnsigned(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.gtUnsigned(x[i], y[i]);
    }
  }

  private static void geUnsigned(int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = IntFunctions.geUnsigned(x[i], y[i]);
    }
  }

  private static void rare(ScalarFn fn, int[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i]);
    }
  }

  private static void rare(ScalarFn fn, int[] x, int[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i], y[i]);
    }
  }

  private static int value(ScalarFn fn, int x) {
    return switch (fn) {
      case SIGN -> IntFunctions.sign(x);
      case POPULATION_COUNT -> IntFunctions.populationCount(x, 32);
      case COUNT_LEADING_ZEROS -> IntFunctions.countLeadingZeros(x, 32);
      default -> throw new IllegalArgumentException("simd: no blocks for " + fn);
    };
  }

  private static int value(ScalarFn fn, int x, int y) {
    return switch (fn) {
      case DIV -> IntFunctions.div(x, y);
      case REM -> IntFunctions.rem(x, y);
      case POW -> IntFunctions.pow(x, y);
      default -> throw new IllegalArgumentException("simd: no blocks for " + fn);
    };
  }

  private static int unsignedValue(ScalarFn fn, int x, int y) {
    return switch (fn) {
      case DIV -> IntFunctions.divUnsigned(x, y);
      case REM -> IntFunctions.remUnsigned(x, y);
      case POW -> IntFunctions.powUnsigned(x, y);
      case MAX -> IntFunctions.maxUnsigned(x, y);
      default -> IntFunctions.minUnsigned(x, y);
    };
  }
}
