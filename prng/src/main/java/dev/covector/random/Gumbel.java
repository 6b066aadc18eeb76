package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;

/** Gumbel samples, {@code -log(-log(u))}, with a u of one number or of two. */
final class Gumbel {
  private Gumbel() {}

  static Tensor draw(Tensor key, Shape shape, DType dtype, Resolution resolution) {
    return switch (resolution) {
      case LOW -> {
        double min = FloatFormat.of(dtype).smallestNormal();
        yield ofUniform(RandomUniform.uniform(key, shape, dtype, min, 1));
      }
      case HIGH -> high(key, shape, dtype);
      case HIGHEST -> dtype == DType.F32 ? highest(key, shape) : high(key, shape, dtype);
    };
  }

  /** A u below one half is refined by a second number below its last bit. */
  private static Tensor high(Tensor key, Shape shape, DType dtype) {
    FloatFormat format = FloatFormat.of(dtype);
    Tensor pair = RandomUniform.uniform(key, shape.insert(0, 2), dtype);
    Tensor coarse = Parameters.part(pair, 0);
    Tensor fine = Lax.mul(Parameters.part(pair, 1), Lax.fullLike(coarse, format.epsilon()));
    Tensor refined = Lax.add(Lax.add(coarse, fine), Lax.fullLike(coarse, format.smallestNormal()));
    Tensor isLarge = Lax.ge(coarse, Lax.fullLike(coarse, 0.5));
    return ofComplement(Lax.select(isLarge, coarse, refined));
  }

  /** u from 64 bits, kept as its distance to 0 or to 1, whichever is the smaller. */
  private static Tensor highest(Tensor key, Shape shape) {
    Tensor bits = RandomBits.draw(key, DType.U32, shape.insert(0, 2));
    Tensor high = Parameters.part(bits, 0);
    Tensor low = Parameters.part(bits, 1);
    Tensor isSmall = Lax.lt(high, Lax.fullLike(high, 1L << 31));
    // the two's complement of the 64 bits: 1 - u in fixed point
    Tensor zero = Lax.fullLike(low, 0);
    Tensor carry = Lax.convert(Lax.eq(low, zero), DType.U32);
    Tensor negatedHigh = Lax.add(Lax.bitwiseNot(high), carry);
    Tensor x =
        fraction(Lax.select(isSmall, high, negatedHigh), Lax.select(isSmall, low, Lax.neg(low)));
    return Lax.select(isSmall, ofComplement(x), ofUniform(x));
  }

  /** 64 bits after the binary point as f32, truncated. */
  private static Tensor fraction(Tensor high, Tensor low) {
    Tensor word = Lax.fullLike(high, 32);
    Tensor leading = Lax.clz(high);
    Tensor isLow = Lax.eq(leading, word);
    Tensor lowLeading = Lax.clz(low);
    Tensor rest =
        Lax.select(
            isLow,
            Lax.shiftLeft(low, lowLeading),
            Lax.shiftRightLogical(low, Lax.sub(word, leading)));
    Tensor normalized = Lax.bitwiseOr(Lax.shiftLeft(high, leading), rest);
    Tensor mantissa =
        Lax.bitwiseAnd(
            Lax.shiftRightLogical(normalized, Lax.fullLike(high, 8)),
            Lax.fullLike(high, (1L << 23) - 1));
    Tensor zeros = Lax.select(isLow, Lax.add(word, lowLeading), leading);
    Tensor exponent =
        Lax.shiftLeft(Lax.sub(Lax.fullLike(high, 126), zeros), Lax.fullLike(high, 23));
    return Lax.bitcast(Lax.bitwiseOr(exponent, mantissa), DType.F32);
  }

  private static Tensor ofUniform(Tensor u) {
    return Lax.neg(Lax.log(Lax.neg(Lax.log(u))));
  }

  /** With u as 1 minus the operand. */
  private static Tensor ofComplement(Tensor x) {
    return Lax.neg(Lax.log(Lax.neg(Lax.log1p(Lax.neg(x)))));
  }
}
