package dev.covector.simd;

import dev.covector.kernel.ScalarFn;

/**
 * The functions of 64-bit integers over blocks in arrays, as {@link ScalarOps} has them for single
 * values; one method for each, as in {@link FloatBlocks}.
 */
final class LongBlocks {
  private LongBlocks() {}

  /** Applies a function of one argument, signed. */
  static void apply(ScalarFn fn, long[] x, long[] out, int n) {
    switch (fn) {
      case NEG -> neg(x, out, n);
      case ABS -> abs(x, out, n);
      case NOT -> not(x, out, n);
      default -> rare(fn, x, out, n);
    }
  }

  /** Applies a function of two arguments that are signed, or of which the sign does not matter. */
  static void apply(ScalarFn fn, long[] x, long[] y, long[] out, int n) {
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
  static void applyUnsigned(ScalarFn fn, long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = unsignedValue(fn, x[i], y[i]);
    }
  }

  /** Compares signed numbers. */
  static void test(ScalarFn fn, long[] x, long[] y, int[] out, int n) {
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
  static void testUnsigned(ScalarFn fn, long[] x, long[] y, int[] out, int n) {
    switch (fn) {
      case LT -> ltUnsigned(x, y, out, n);
      case LE -> leUnsigned(x, y, out, n);
      case GT -> gtUnsigned(x, y, out, n);
      default -> geUnsigned(x, y, out, n);
    }
  }

  /** The second where the first is not 0, else the third. */
  static void select(int[] which, long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = which[i] != 0 ? x[i] : y[i];
    }
  }

  /** 1 where elements are not 0. */
  static void toBool(long[] x, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Conversions.toBool(x[i]);
    }
  }

  /** {@code start}, {@code start + step}, and so on. */
  static void iota(long start, long step, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = start + i * step;
    }
  }

  /** Adds {@code scale} times an index, which is cut to 0 to {@code limit}, to each address. */
  static void move(long[] addresses, long[] indices, long scale, long limit, int n) {
    for (int i = 0; i < n; i++) {
      addresses[i] += Conversions.clip(indices[i], limit) * scale;
    }
  }

  /** Combines a value with all elements, in order. */
  static long reduce(ScalarFn combiner, boolean unsigned, long start, long[] x, int n) {
    long r = start;
    for (int i = 0; i < n; i++) {
      r = combine(combiner, unsigned, r, x[i]);
    }
    return r;
  }

  private static long combine(ScalarFn combiner, boolean unsigned, long x, long y) {
    return switch (combiner) {
      case ADD -> x + y;
      case MUL -> x * y;
      case AND -> x & y;
      case OR -> x | y;
      case XOR -> x ^ y;
      case MAX -> unsigned ? LongFunctions.maxUnsigned(x, y) : LongFunctions.max(x, y);
      default -> unsigned ? LongFunctions.minUnsigned(x, y) : LongFunctions.min(x, y);
    };
  }

  private static void neg(long[] x, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -x[i];
    }
  }

  private static void abs(long[] x, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(x[i]);
    }
  }

  private static void not(long[] x, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = ~x[i];
    }
  }

  private static void add(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] + y[i];
    }
  }

  private static void sub(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] - y[i];
    }
  }

  private static void mul(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * y[i];
    }
  }

  private static void and(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] & y[i];
    }
  }

  private static void or(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] | y[i];
    }
  }

  private static void xor(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] ^ y[i];
    }
  }

  private static void shiftLeft(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.shiftLeft(x[i], y[i], 64);
    }
  }

  private static void shiftRightArithmetic(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.shiftRightArithmetic(x[i], y[i], 64);
    }
  }

  private static void shiftRightLogical(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.shiftRightLogical(x[i], y[i], 64);
    }
  }

  private static void max(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.max(x[i], y[i]);
    }
  }

  private static void min(long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.min(x[i], y[i]);
    }
  }

  private static void eq(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.eq(x[i], y[i]);
    }
  }

  private static void ne(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.ne(x[i], y[i]);
    }
  }

  private static void lt(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.lt(x[i], y[i]);
    }
  }

  private static void le(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.le(x[i], y[i]);
    }
  }

  private static void gt(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.gt(x[i], y[i]);
    }
  }

  private static void ge(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.ge(x[i], y[i]);
    }
  }

  private static void ltUnsigned(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.ltUnsigned(x[i], y[i]);
    }
  }

  private static void leUnsigned(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.leUnsigned(x[i], y[i]);
    }
  }

  private static void gtUnsigned(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.gtUnsigned(x[i], y[i]);
    }
  }

  private static void geUnsigned(long[] x, long[] y, int[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = LongFunctions.geUnsigned(x[i], y[i]);
    }
  }

  private static void rare(ScalarFn fn, long[] x, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i]);
    }
  }

  private static void rare(ScalarFn fn, long[] x, long[] y, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = value(fn, x[i], y[i]);
    }
  }

  private static long value(ScalarFn fn, long x) {
    return switch (fn) {
      case SIGN -> LongFunctions.sign(x);
      case POPULATION_COUNT -> LongFunctions.populationCount(x, 64);
      case COUNT_LEADING_ZEROS -> LongFunctions.countLeadingZeros(x, 64);
      default -> throw new IllegalArgumentException("simd: no blocks for " + fn);
    };
  }

  private static long value(ScalarFn fn, long x, long y) {
    return switch (fn) {
      case DIV -> LongFunctions.div(x, y);
      case REM -> LongFunctions.rem(x, y);
      case POW -> LongFunctions.pow(x, y);
      default -> throw new IllegalArgumentException("simd: no blocks for " + fn);
    };
  }

  private static long unsignedValue(ScalarFn fn, long x, long y) {
    return switch (fn) {
      case DIV -> LongFunctions.divUnsigned(x, y);
      case REM -> LongFunctions.remUnsigned(x, y);
      case POW -> LongFunctions.powUnsigned(x, y);
      case MAX -> LongFunctions.maxUnsigned(x, y);
      default -> LongFunctions.minUnsigned(x, y);
    };
  }
}
