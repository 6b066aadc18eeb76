package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/**
 * Random permutations by sorting with random keys of 32 bits, so many times over that keys which
 * meet in every round are unlikely: 3 log(n) / log(2^32) rounds, as JAX and XLA do.
 */
final class Shuffle {
  private static final double EXPONENT = 3;
  private static final double LARGEST_WORD = 4294967295.0;

  private Shuffle() {}

  /** The vectors along an axis, each in a random order of its own. */
  static Tensor along(Tensor key, Tensor x, int axis) {
    return Library.named(
        "_shuffle", List.of(axis), in -> rounds(in.get(0), in.get(1), axis), key, x);
  }

  /** 0, 1, ..., count - 1 in random order, of the default integer dtype. */
  static Tensor range(Tensor key, int count, DType dtype) {
    return along(key, Lax.iota(dtype, count), 0);
  }

  private static Tensor rounds(Tensor key, Tensor x, int axis) {
    Tensor carried = key;
    Tensor shuffled = x;
    Shape shape = x.shape();
    double needed = EXPONENT * Math.log(Math.max(1, x.size())) / Math.log(LARGEST_WORD);
    for (int round = 0; round < Math.ceil(needed); round++) {
      Tensor keys = RandomKeys.split(carried);
      carried = Parameters.part(keys, 0);
      Tensor order = RandomBits.draw(Parameters.part(keys, 1), DType.U32, shape);
      shuffled = Lax.sortKeyVal(order, shuffled, axis).get(1);
    }
    return shuffled;
  }
}
