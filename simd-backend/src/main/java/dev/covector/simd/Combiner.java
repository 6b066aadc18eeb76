package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;

/** A reduction's identity and the combination of two partial results, both as bits of the dtype. */
record Combiner(ScalarFn fn, DType dtype) {

  /** The bits of the value that changes nothing. */
  long identity() {
    return switch (fn) {
      case ADD, OR, XOR -> 0;
      case MUL -> dtype.isFloating() ? encode(1) : 1;
      case AND -> dtype == DType.BOOL ? 1 : -1;
      case MAX -> dtype.isFloating() ? encode(Double.NEGATIVE_INFINITY) : smallest();
      case MIN -> dtype.isFloating() ? encode(Double.POSITIVE_INFINITY) : largest();
      default -> throw new IllegalArgumentException(fn + " does not reduce");
    };
  }

  /** The bits of the combination of two values given as bits. */
  long combine(long x, long y) {
    if (dtype == DType.F32) {
      return encode((float) fn.reference(decode(x), decode(y)));
    }
    if (dtype.isFloating()) {
      return encode(fn.reference(decode(x), decode(y)));
    }
    if (dtype == DType.BOOL && fn == ScalarFn.ADD) {
      return x | y;
    }
    return fn.reference(extend(x), extend(y), dtype == DType.U64);
  }

  /** Sets cells to the identity. */
  void fill(long address, long count) {
    long identity = identity();
    int size = dtype.byteSize();
    for (long i = 0; i < count; i++) {
      Memory.putInteger(cell(), address + i * size, identity);
    }
  }

  /** Combines each cell with the same one of others. */
  void combine(long cells, long others, long count) {
    if (dtype == DType.F32 && fn == ScalarFn.ADD) {
      for (long i = 0; i < count; i++) {
        long at = i * Float.BYTES;
        Memory.putF32(cells + at, Memory.getF32(cells + at) + Memory.getF32(others + at));
      }
      return;
    }
    int size = dtype.byteSize();
    for (long i = 0; i < count; i++) {
      long x = Memory.getInteger(cell(), cells + i * size);
      long y = Memory.getInteger(cell(), others + i * size);
      Memory.putInteger(cell(), cells + i * size, combine(x, y));
    }
  }

  /** Generated code leaves 32-bit values with their sign extended. */
  private long extend(long bits) {
    return dtype.isUnsigned() && dtype.bits() < Long.SIZE ? bits & (1L << dtype.bits()) - 1 : bits;
  }

  /** The integer dtype that holds the bits in memory. */
  DType cell() {
    return switch (dtype.byteSize()) {
      case 1 -> DType.I8;
      case 2 -> DType.I16;
      case 4 -> DType.I32;
      default -> DType.I64;
    };
  }

  private long encode(double value) {
    return switch (dtype) {
      case F32, F16, BF16 -> Float.floatToRawIntBits((float) value);
      default -> Double.doubleToRawLongBits(value);
    };
  }

  private double decode(long bits) {
    return dtype == DType.F64 ? Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
  }

  private long smallest() {
    return dtype.isUnsigned() || dtype == DType.BOOL ? 0 : -1L << (dtype.bits() - 1);
  }

  private long largest() {
    if (dtype == DType.BOOL) {
      return 1;
    }
    return dtype.isUnsigned() ? -1L >>> (64 - dtype.bits()) : ~smallest();
  }
}
