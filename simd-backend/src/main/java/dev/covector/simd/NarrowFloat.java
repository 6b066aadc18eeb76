package dev.covector.simd;

/** Rounding to f16 and bf16, whose values are computed as f32. */
final class NarrowFloat {
  private NarrowFloat() {}

  /** The bits of the nearest bf16, ties to even; a NaN stays a (quiet) NaN. */
  static int toBF16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if ((bits & 0x7fffffff) > 0x7f800000) {
      return (bits >>> 16) | 0x40;
    }
    return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
  }

  static float roundBF16(float value) {
    return Float.intBitsToFloat(toBF16(value) << 16);
  }

  static float roundF16(float value) {
    return Float.float16ToFloat(Float.floatToFloat16(value));
  }

  static float fromF16Bits(int bits) {
    return Float.float16ToFloat((short) bits);
  }

  static float fromBF16Bits(int bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  static int toF16(float value) {
    return Float.floatToFloat16(value) & 0xffff;
  }

  static float nextAfterF16(float x, float y) {
    return step(x, y, toF16(x), NarrowFloat::fromF16Bits);
  }

  static float nextAfterBF16(float x, float y) {
    return step(x, y, toBF16(x), NarrowFloat::fromBF16Bits);
  }

  private static float step(float x, float y, int bits, IntToFloat decode) {
    if (Float.isNaN(x) || Float.isNaN(y)) {
      return Float.NaN;
    }
    if (x == y) {
      return y;
    }
    if (x == 0) {
      return decode.apply(y > 0 ? 1 : 0x8001);
    }
    return decode.apply((x > 0) == (y > x) ? bits + 1 : bits - 1);
  }

  /** Decodes 16 bits. */
  @FunctionalInterface
  private interface IntToFloat {
    float apply(int bits);
  }
}
