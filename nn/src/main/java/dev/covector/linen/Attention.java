package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.AttentionWeights;
import dev.covector.numpy.Numpy;
import java.util.function.BinaryOperator;

/**
 * Attention as functions, and masks for it.
 *
 * <pre>{@code
 * Tensor tokens = Tensor.of(new int[][] {{5, 3, 0}});
 * Tensor padding = Numpy.greater(tokens, 0);
 * Tensor mask =
 *     Attention.combineMasks(
 *         Attention.makeCausalMask(tokens), Attention.makeAttentionMask(padding, padding));
 * Tensor q = Numpy.ones(1, 3, 2, 4);
 * Tensor y = Attention.dotProductAttention(q, q, q, AttentionOptions.DEFAULT.mask(mask));
 * }</pre>
 */
public final class Attention {
  private Attention() {}

  /** Values weighted by softmax of the products of queries and keys; see the next method. */
  public static Tensor dotProductAttention(Tensor query, Tensor key, Tensor value) {
    return dotProductAttention(query, key, value, AttentionOptions.DEFAULT);
  }

  /**
   * Values weighted by softmax of {@code query key / sqrt(depth)}.
   *
   * @param query [examples..., queries, heads, depth]
   * @param key [examples..., keys, heads, depth]
   * @param value [examples..., keys, heads, depth]
   * @return [examples..., queries, heads, depth]
   */
  public static Tensor dotProductAttention(
      Tensor query, Tensor key, Tensor value, AttentionOptions options) {
    return AttentionWeights.attend(query, key, value, options.mode(), weights -> {});
  }

  /** The weights alone: [examples..., heads, queries, keys]. */
  public static Tensor dotProductAttentionWeights(
      Tensor query, Tensor key, AttentionOptions options) {
    return AttentionWeights.weights(query, key, options.mode(), weights -> {});
  }

  /**
   * A mask from what is valid among queries and keys.
   *
   * @param query [examples..., queries]
   * @param key [examples..., keys]
   * @return f32[examples..., 1, queries, keys]: the products
   */
  public static Tensor makeAttentionMask(Tensor query, Tensor key) {
    return makeAttentionMask(query, key, Numpy::multiply, DType.F32);
  }

  /**
   * A mask from pairs of queries and keys.
   *
   * @param pair of an element of each, whether the one may see the other
   * @param dtype of the mask
   */
  public static Tensor makeAttentionMask(
      Tensor query, Tensor key, BinaryOperator<Tensor> pair, DType dtype) {
    Tensor mask = pair.apply(Numpy.expandDims(query, -1), Numpy.expandDims(key, -2));
    return Lax.convert(Numpy.expandDims(mask, -3), dtype);
  }

  /**
   * A mask in which each position sees those up to itself.
   *
   * @param x of shape [examples..., length]; its values do not matter
   * @return f32[examples..., 1, length, length]
   */
  public static Tensor makeCausalMask(Tensor x) {
    return makeCausalMask(x, DType.F32);
  }

  /** A causal mask of a dtype. */
  public static Tensor makeCausalMask(Tensor x, DType dtype) {
    Tensor positions = Numpy.broadcastTo(Lax.iota(DType.I32, x.shape().dim(-1)), x.shape());
    return makeAttentionMask(positions, positions, Numpy::greaterEqual, dtype);
  }

  /** Where all masks are true, in f32; the masks broadcast. */
  public static Tensor combineMasks(Tensor first, Tensor... others) {
    return combineMasks(DType.F32, first, others);
  }

  /** Where all masks are true, in a dtype. */
  public static Tensor combineMasks(DType dtype, Tensor first, Tensor... others) {
    Tensor all = truth(first);
    for (Tensor other : others) {
      all = Numpy.logicalAnd(all, truth(other));
    }
    return Lax.convert(all, dtype);
  }

  private static Tensor truth(Tensor mask) {
    return mask.dtype() == DType.BOOL ? mask : Numpy.notEqual(mask, Lax.fullLike(mask, 0));
  }
}
