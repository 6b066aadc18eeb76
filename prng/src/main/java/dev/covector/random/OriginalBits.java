package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.List;

/**
 * Bits in the original order: the words that an array needs are numbered, and each block encrypts a
 * number of the first half together with one of the second half.
 */
final class OriginalBits {
  private OriginalBits() {}

  /** Uniform bits, 8, 16, 32 or 64 of them in each element. */
  static Tensor draw(Tensor key, DType unsigned, Shape shape) {
    int size = count(shape.size(), shape);
    if (unsigned == DType.U64) {
      KeyWords.Block block = encryptCount(key, count(2L * size, shape));
      return Lax.reshape(PartitionableBits.joined(block.first(), block.second()), shape);
    }
    int perWord = 32 / unsigned.bits();
    Tensor words = words(key, Math.ceilDiv(size, perWord));
    return Lax.reshape(perWord == 1 ? words : parts(words, unsigned, perWord, size), shape);
  }

  /** The words of new keys, u32[shape..., 2]. */
  static Tensor split(Tensor key, Shape shape) {
    int count = count(2L * shape.size(), shape);
    return Lax.reshape(words(key, count), shape.insert(shape.rank(), 2));
  }

  /** Each word cut into narrower elements, the low bits first. */
  private static Tensor parts(Tensor words, DType unsigned, int perWord, int size) {
    Shape shape = Shape.of(count(words.size(), words.shape()), perWord);
    Tensor part = Lax.broadcastedIota(DType.U32, shape, 1);
    Tensor shift = Lax.mul(part, Lax.fullLike(part, unsigned.bits()));
    Tensor shifted = Lax.shiftRightLogical(Lax.broadcastInDim(words, shape, 0), shift);
    Tensor all = Lax.reshape(Lax.convert(shifted, unsigned), Shape.of((int) shape.size()));
    return Lax.sliceInDim(all, 0, size, 0);
  }

  private static Tensor words(Tensor key, int count) {
    KeyWords.Block block = encryptCount(key, count);
    Tensor words = Lax.concatenate(List.of(block.first(), block.second()), 0);
    return count % 2 == 0 ? words : Lax.sliceInDim(words, 0, count, 0);
  }

  /** Encrypts 0, 1, ..., count - 1, an odd count being filled up with another 0. */
  private static KeyWords.Block encryptCount(Tensor key, int count) {
    int half = Math.ceilDiv(count, 2);
    Tensor low = Lax.iota(DType.U32, half);
    Tensor high = Lax.add(low, Lax.fullLike(low, half));
    // modulo an odd count, the last number wraps to the 0 that fills up
    Tensor filled = count % 2 == 0 ? high : Lax.rem(high, Lax.fullLike(high, count));
    return KeyWords.of(key).encrypt(low, filled);
  }

  private static int count(long size, Shape shape) {
    if (size > Integer.MAX_VALUE) {
      throw new ShapeException(
          "random bits: shape "
              + shape
              + " needs "
              + size
              + " numbers, and a key of the original"
              + " order gives at most 2^31 - 1 at once; split the key, or use a partitionable one");
    }
    return (int) size;
  }
}
