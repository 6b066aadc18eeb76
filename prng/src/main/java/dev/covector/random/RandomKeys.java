package dev.covector.random;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.op.RandomOp;
import dev.covector.trace.Trace;
import dev.covector.transform.Library;
import java.util.List;

/** Making, splitting, folding and looking into keys. */
public class RandomKeys {
  RandomKeys() {}

  /** A key of the default order, from a seed; see {@link #key(long, Threefry)}. */
  public static Tensor key(long seed) {
    return key(seed, Threefry.PARTITIONABLE);
  }

  /**
   * A key from a seed.
   *
   * <p>With 32-bit default widths the low 32 bits of the seed count, as in JAX; with {@link
   * Defaults#wide} all 64.
   *
   * @param order the order in which this key and all that derive from it give their bits
   * @return key[]
   */
  public static Tensor key(long seed, Threefry order) {
    int high = Defaults.current().isWide() ? (int) (seed >>> 32) : 0;
    DType dtype = order.dtype();
    return Library.named(
        "random_seed",
        List.of(dtype),
        in -> KeyWords.wrap(Lax.bitcast(in.getFirst(), DType.U32), dtype),
        Tensor.of(new int[] {high, (int) seed}));
  }

  /** A key of the default order, from a traced seed; see {@link #key(Tensor, Threefry)}. */
  public static Tensor key(Tensor seed) {
    return key(seed, Threefry.PARTITIONABLE);
  }

  /**
   * A key from a seed that may be traced.
   *
   * @param seed an integer scalar; of 64-bit ones both halves count
   * @return key[]
   * @throws DTypeException when the seed is no integer
   * @throws ShapeException when it is no scalar
   */
  public static Tensor key(Tensor seed, Threefry order) {
    if (!seed.dtype().isInteger()) {
      throw new DTypeException("key: the seed is " + seed.type() + "; it must be an integer");
    }
    requireScalar("key", "seed", seed);
    DType dtype = order.dtype();
    return Library.named(
        "random_seed", List.of(dtype), in -> KeyWords.wrap(seedWords(in.getFirst()), dtype), seed);
  }

  private static Tensor seedWords(Tensor seed) {
    Shape one = Shape.of(1);
    Tensor low = Lax.reshape(Lax.convert(seed, DType.U32), one);
    Tensor high =
        seed.dtype().bits() < 64
            ? Lax.fullLike(low, 0)
            : Lax.reshape(
                Lax.convert(Lax.shiftRightLogical(seed, Lax.fullLike(seed, 32)), DType.U32), one);
    return Lax.concatenate(List.of(high, low), 0);
  }

  /** The same as {@link #key(long)}: JAX's older name. */
  public static Tensor prngKey(long seed) {
    return key(seed);
  }

  /** The same as {@link #key(long, Threefry)}: JAX's older name. */
  public static Tensor prngKey(long seed, Threefry order) {
    return key(seed, order);
  }

  /**
   * The words of keys.
   *
   * @param keys key[...]
   * @return u32[..., 2]
   * @throws DTypeException when the operand is not a key
   */
  public static Tensor keyData(Tensor keys) {
    return Trace.bind(new RandomOp.KeyData(), keys);
  }

  /** Keys of the default order with given words: u32[..., 2] to key[...]. */
  public static Tensor wrapKeyData(Tensor words) {
    return wrapKeyData(words, Threefry.PARTITIONABLE);
  }

  /**
   * Keys with given words.
   *
   * @param words u32[..., 2]
   * @return key[...]
   * @throws ShapeException when the words are of another dtype or shape
   */
  public static Tensor wrapKeyData(Tensor words, Threefry order) {
    return KeyWords.wrap(words, order.dtype());
  }

  /**
   * The order in which keys give their bits.
   *
   * @throws DTypeException when the operand is not a key
   */
  public static Threefry keyImpl(Tensor keys) {
    for (Threefry order : Threefry.values()) {
      if (order.dtype() == keys.dtype()) {
        return order;
      }
    }
    throw new DTypeException(
        "key_impl: the operand is " + keys.type() + ", not a key; make one with Random.key(seed)");
  }

  /** The same key, for where using one twice is intended. */
  public static Tensor clone(Tensor key) {
    keyImpl(key);
    return key;
  }

  /** Two new keys: key[] to key[2]. */
  public static Tensor split(Tensor key) {
    return split(key, Shape.of(2));
  }

  /** New keys, as many as the product of the sizes: key[] to key[sizes]. */
  public static Tensor split(Tensor key, int... sizes) {
    return split(key, Shape.of(sizes));
  }

  /**
   * New keys, independent of each other and of the key they come from.
   *
   * @param key key[]
   * @return key[shape]
   * @throws ShapeException when the operand is an array of keys
   */
  public static Tensor split(Tensor key, Shape shape) {
    Parameters.requireKey("split", key);
    return RandomBits.split(key, shape);
  }

  /**
   * One key of an array of keys.
   *
   * @param keys key[n, ...]
   * @param index from 0; negative ones count from the end
   * @return key[...]
   * @throws ShapeException when there is no such key
   */
  public static Tensor keyAt(Tensor keys, int index) {
    keyImpl(keys);
    if (keys.rank() == 0) {
      throw new ShapeException(
          "key_at: the operand is one key " + keys.type() + ", not an array of them");
    }
    int count = keys.shape().dim(0);
    int position = index < 0 ? index + count : index;
    if (position < 0 || position >= count) {
      throw new ShapeException(
          "key_at: index "
              + index
              + " is out of range for "
              + keys.type()
              + "; it has "
              + count
              + " keys");
    }
    return Library.inline(
        "key_at", List.of(position), in -> Parameters.part(in.getFirst(), position), keys);
  }

  /**
   * A new key from a key and a number, such as the number of a step.
   *
   * @param data 32 bits: from -2^31 to 2^32 - 1; a negative number counts as itself plus 2^32
   * @return key[]
   * @throws CovectorException when the number has more than 32 bits
   */
  public static Tensor foldIn(Tensor key, long data) {
    Parameters.requireKey("fold_in", key);
    if (data < Integer.MIN_VALUE || data > 0xFFFF_FFFFL) {
      throw new CovectorException(
          "fold_in: "
              + data
              + " has more than 32 bits; fold its two halves in one after the other");
    }
    return RandomBits.foldIn(key, Parameters.scalar(data, DType.U32));
  }

  /**
   * A new key from a key and a number that may be traced.
   *
   * @param data an integer scalar, of which the low 32 bits count
   * @return key[]
   * @throws DTypeException when the number is no integer
   * @throws ShapeException when it is no scalar
   */
  public static Tensor foldIn(Tensor key, Tensor data) {
    Parameters.requireKey("fold_in", key);
    if (!data.dtype().isInteger()) {
      throw new DTypeException("fold_in: the data is " + data.type() + "; it must be an integer");
    }
    requireScalar("fold_in", "data", data);
    return RandomBits.foldIn(key, data);
  }

  private static void requireScalar(String op, String operand, Tensor x) {
    if (x.rank() != 0) {
      throw new ShapeException(
          op
              + ": the "
              + operand
              + " is "
              + x.type()
              + "; it must be a scalar, or map over it with"
              + " vmap");
    }
  }
}
