package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.op.RandomOp;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * The two words of one key, and the cipher that they key.
 *
 * @param first u32[]
 * @param second u32[]
 */
record KeyWords(Tensor first, Tensor second) {

  /** The two result words of the cipher, for each pair of counter words. */
  record Block(Tensor first, Tensor second) {}

  /** The words of a scalar key. */
  static KeyWords of(Tensor key) {
    Tensor words = Trace.bind(new RandomOp.KeyData(), key);
    return new KeyWords(word(words, 0), word(words, 1));
  }

  private static Tensor word(Tensor words, int position) {
    return Lax.reshape(Lax.sliceInDim(words, position, position + 1, 0), Shape.SCALAR);
  }

  /** Encrypts pairs of counter words, u32 of one shape. */
  Block encrypt(Tensor high, Tensor low) {
    Shape shape = high.shape();
    List<Tensor> out =
        Trace.bind(
            new RandomOp.Threefry2x32(),
            List.of(Lax.broadcast(first, shape), Lax.broadcast(second, shape), high, low));
    return new Block(out.get(0), out.get(1));
  }

  /** Keys of words: u32[..., 2] to key[...]. */
  static Tensor wrap(Tensor words, DType dtype) {
    return Trace.bind(new RandomOp.WrapKey(dtype), words);
  }
}
