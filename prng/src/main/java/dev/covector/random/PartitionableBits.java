package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.List;

/**
 * Bits in the partitionable order: an element's bits depend on the key and on its row-major index
 * alone, so any part of an array can be drawn by itself.
 */
final class PartitionableBits {
  private static final long WORDS = 1L << 32;

  private PartitionableBits() {}

  /** Uniform bits, 8, 16, 32 or 64 of them in each element. */
  static Tensor draw(Tensor key, DType unsigned, Shape shape) {
    KeyWords.Block block = encryptIndex(key, shape);
    if (unsigned == DType.U64) {
      return joined(block.first(), block.second());
    }
    return Lax.convert(Lax.bitwiseXor(block.first(), block.second()), unsigned);
  }

  /** The words of new keys, u32[shape..., 2]. */
  static Tensor split(Tensor key, Shape shape) {
    KeyWords.Block block = encryptIndex(key, shape);
    Shape column = shape.insert(shape.rank(), 1);
    return Lax.concatenate(
        List.of(Lax.reshape(block.first(), column), Lax.reshape(block.second(), column)),
        shape.rank());
  }

  /** Two u32 words as one u64. */
  static Tensor joined(Tensor high, Tensor low) {
    Tensor shifted = Lax.convert(high, DType.U64);
    return Lax.bitwiseOr(
        Lax.shiftLeft(shifted, Lax.fullLike(shifted, 32)), Lax.convert(low, DType.U64));
  }

  private static KeyWords.Block encryptIndex(Tensor key, Shape shape) {
    KeyWords words = KeyWords.of(key);
    if (shape.size() <= WORDS) {
      return words.encrypt(Lax.full(shape, 0, DType.U32), index(shape, DType.U32));
    }
    Tensor index = index(shape, DType.U64);
    Tensor high = Lax.shiftRightLogical(index, Lax.fullLike(index, 32));
    return words.encrypt(Lax.convert(high, DType.U32), Lax.convert(index, DType.U32));
  }

  /** The row-major index of each element, as a sum over axes, which fuses into any loop. */
  private static Tensor index(Shape shape, DType dtype) {
    Tensor index = Lax.full(shape, 0, dtype);
    long[] strides = shape.strides();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Tensor along = Lax.broadcastedIota(dtype, shape, axis);
      index = Lax.add(index, Lax.mul(along, Lax.fullLike(along, strides[axis])));
    }
    return index;
  }
}
