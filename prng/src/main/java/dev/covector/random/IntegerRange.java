package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;

/**
 * A range of integers, and how two words of random bits choose one of them.
 *
 * @param min the first, in the dtype that is computed in
 * @param span how many there are, unsigned; 0 stands for all
 */
record IntegerRange(Tensor min, Tensor span) {

  /** From min to below max, both cut to the range of a dtype; at least one number. */
  static IntegerRange of(Tensor min, Tensor max, DType dtype) {
    // narrow numbers are computed in 32 bits, where their biased tail is negligible
    boolean narrow = dtype.bits() < 32;
    DType computed = narrow ? DType.I32 : dtype;
    long above = narrow ? largest(dtype) + 1 : largest(dtype);
    Shape shape = Shape.broadcast("randint", min.shape(), max.shape());
    Tensor first = clip(min, smallest(dtype), largest(dtype), computed);
    Tensor end = clip(max, smallest(dtype), above, computed);
    Tensor low = Parameters.stretch(first, shape);
    Tensor high = Parameters.stretch(end, shape);
    DType unsigned = computed.bits() == 64 ? DType.U64 : DType.U32;
    Tensor span = Lax.convert(Lax.sub(high, low), unsigned);
    Tensor one = Lax.fullLike(span, 1);
    Tensor isEmpty = Lax.le(high, low);
    if (!narrow) {
      Tensor beyond = Parameters.stretch(isBeyond(max, dtype), shape);
      span = Lax.select(beyond, Lax.add(span, one), span);
    }
    return new IntegerRange(low, Lax.select(isEmpty, one, span));
  }

  /** The dtype of the random bits. */
  DType unsigned() {
    return span.dtype();
  }

  /** {@code (higher * 2^bits + lower) mod span}, without numbers of twice the bits. */
  Tensor offset(Tensor higher, Tensor lower) {
    Tensor half = Lax.fullLike(span, 1L << unsigned().bits() / 2);
    Tensor root = Lax.rem(half, span);
    Tensor power = Lax.rem(Lax.mul(root, root), span);
    Shape shape = higher.shape();
    Tensor modulus = Parameters.stretch(span, shape);
    Tensor high = Lax.mul(Lax.rem(higher, modulus), Parameters.stretch(power, shape));
    return Lax.rem(Lax.add(high, Lax.rem(lower, modulus)), modulus);
  }

  /** Whether a bound is more than the largest number of a dtype. */
  private static Tensor isBeyond(Tensor max, DType dtype) {
    return Lax.gt(max, Lax.fullLike(max, atMost(largest(dtype), max.dtype())));
  }

  private static Tensor clip(Tensor x, long from, long to, DType dtype) {
    Tensor low = Lax.fullLike(x, Math.max(from, smallest(x.dtype())));
    Tensor high = Lax.fullLike(x, atMost(to, x.dtype()));
    return Lax.convert(Lax.clamp(low, x, high), dtype);
  }

  /** The smaller of a limit and the largest number of a dtype, both without sign. */
  private static long atMost(long limit, DType dtype) {
    long largest = largest(dtype);
    return Long.compareUnsigned(limit, largest) < 0 ? limit : largest;
  }

  /** The smallest number of an integer dtype. */
  private static long smallest(DType dtype) {
    return dtype.isUnsigned() ? 0 : -1L << dtype.bits() - 1;
  }

  /** The largest number of an integer dtype; of u64, its bits. */
  static long largest(DType dtype) {
    return dtype.isUnsigned() ? -1L >>> 64 - dtype.bits() : ~(-1L << dtype.bits() - 1);
  }
}
