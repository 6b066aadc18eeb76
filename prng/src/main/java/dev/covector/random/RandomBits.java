package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/** What everything is drawn from, in the order that the key's dtype names. */
final class RandomBits {
  private RandomBits() {}

  /** Uniform bits in unsigned integers. */
  static Tensor draw(Tensor key, DType unsigned, Shape shape) {
    boolean original = isOriginal(key.dtype());
    return Library.named(
        "random_bits",
        List.of(unsigned, shape),
        in ->
            original
                ? OriginalBits.draw(in.getFirst(), unsigned, shape)
                : PartitionableBits.draw(in.getFirst(), unsigned, shape),
        key);
  }

  /** New keys of the given shape. */
  static Tensor split(Tensor key, Shape shape) {
    DType dtype = key.dtype();
    return Library.named(
        "random_split",
        List.of(shape),
        in ->
            KeyWords.wrap(
                isOriginal(dtype)
                    ? OriginalBits.split(in.getFirst(), shape)
                    : PartitionableBits.split(in.getFirst(), shape),
                dtype),
        key);
  }

  /** The key whose words are the block that an integer scalar's low 32 bits number. */
  static Tensor foldIn(Tensor key, Tensor data) {
    DType dtype = key.dtype();
    return Library.named(
        "random_fold_in",
        List.of(),
        in -> {
          Tensor low = Lax.convert(in.get(1), DType.U32);
          KeyWords.Block block = KeyWords.of(in.get(0)).encrypt(Lax.fullLike(low, 0), low);
          Shape one = Shape.of(1);
          return KeyWords.wrap(
              Lax.concatenate(
                  List.of(Lax.reshape(block.first(), one), Lax.reshape(block.second(), one)), 0),
              dtype);
        },
        key,
        data);
  }

  private static boolean isOriginal(DType dtype) {
    return dtype == DType.KEY_ORIGINAL;
  }
}
