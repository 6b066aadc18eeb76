package dev.covector.functions;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Promotion;

/** Attention; Vaswani et al. 2017, <i>Attention is all you need</i>. */
public class Attentions extends Pooling {
  /** Products that do not count are this much of the greatest f32, negative: softmax gives 0. */
  private static final double HIDDEN = -0.7 * Float.MAX_VALUE;

  Attentions() {}

  /** Values weighted by softmax of {@code query key / sqrt(depth)}; see the next method. */
  public static Tensor dotProductAttention(Tensor query, Tensor key, Tensor value) {
    return dotProductAttention(query, key, value, DotProductOptions.DEFAULT);
  }

  /**
   * Values weighted by softmax of the scaled products of queries and keys; products are summed in
   * f32 at least, and softmax is computed in f32, as in JAX.
   *
   * @param query [examples, queries, heads, depth]; the examples may be missing, in all three
   * @param key [examples, keys, groups, depth]; groups divide the heads (Ainslie et al. 2023)
   * @param value of the key's shape
   * @return of the query's shape
   * @throws ShapeException when the shapes do not fit
   */
  public static Tensor dotProductAttention(
      Tensor query, Tensor key, Tensor value, DotProductOptions options) {
    requireFit(query, key, value);
    Tensor result = attention(withExamples(query), withExamples(key), withExamples(value), options);
    return query.rank() == 3 ? Lax.reshape(result, query.shape()) : result;
  }

  private static void requireFit(Tensor query, Tensor key, Tensor value) {
    int rank = query.rank();
    boolean fits =
        (rank == 3 || rank == 4)
            && key.rank() == rank
            && value.shape().equals(key.shape())
            && query.shape().dim(-1) == key.shape().dim(-1)
            && key.shape().dim(-2) > 0
            && query.shape().dim(-2) % key.shape().dim(-2) == 0
            && (rank == 3 || query.shape().dim(0) == key.shape().dim(0));
    if (!fits) {
      throw new ShapeException(
          "dot_product_attention: query %s, key %s and value %s do not fit; they are [examples, length, heads, depth], key and value of one shape, whose heads divide those of the query"
              .formatted(query.type(), key.type(), value.type()));
    }
  }

  private static Tensor withExamples(Tensor x) {
    return x.rank() == 4 ? x : Lax.reshape(x, x.shape().insert(0, 1));
  }

  private static Tensor attention(
      Tensor query, Tensor key, Tensor value, DotProductOptions options) {
    int groups = query.shape().dim(2) / key.shape().dim(2);
    Tensor keys = groups == 1 ? key : Numpy.repeat(key, groups, 2);
    Tensor values = groups == 1 ? value : Numpy.repeat(value, groups, 2);
    DType wide = query.dtype().byteSize() < DType.F32.byteSize() ? DType.F32 : query.dtype();
    Tensor products =
        Numpy.einsum("btnh,bsnh->bnts", Lax.convert(query, wide), Lax.convert(keys, wide));
    double scale = options.scale().orElse(1 / Math.sqrt(query.shape().dim(3)));
    Tensor scores = products.times(scale);
    if (options.bias().isPresent()) {
      scores = Lax.convert(scores.plus(options.bias().get()), wide);
    }
    Tensor visible = visible(scores.shape(), options);
    Tensor hidden = Numpy.where(visible, scores, Lax.full(Shape.SCALAR, HIDDEN, wide));
    Tensor rounded = Lax.convert(hidden, DType.F32);
    Tensor weights =
        wide == DType.F64 && rounded.size() > 0 ? RoundedSoftmax.of(rounded) : softmax(rounded);
    Tensor sums =
        Numpy.einsum("bnts,bsnh->btnh", Promotion.to(weights, key.dtype(), false), values);
    if (options.queryLengths().isEmpty()) {
      return sums;
    }
    Tensor valid = below(options.queryLengths().get(), query.shape().dim(1));
    return sums.times(Lax.convert(Numpy.expandDims(valid, 2, 3), sums.dtype()));
  }

  /** Whether positions are below lengths: bool[examples, length]. */
  private static Tensor below(Tensor lengths, int length) {
    Tensor counts = Numpy.expandDims(lengths, 1);
    return Numpy.less(Lax.iota(lengths.dtype(), length), counts);
  }

  private static Tensor visible(Shape scores, DotProductOptions options) {
    int queries = scores.dim(2);
    int keys = scores.dim(3);
    Tensor visible = options.mask().orElseGet(() -> Lax.full(Shape.SCALAR, 1, DType.BOOL));
    Tensor query = Lax.broadcastedIota(DType.I32, Shape.of(queries, keys), 0);
    Tensor key = Lax.broadcastedIota(DType.I32, Shape.of(queries, keys), 1);
    if (options.causal()) {
      visible = Numpy.logicalAnd(visible, Numpy.greaterEqual(query, key));
    }
    if (options.window().before() >= 0) {
      Tensor first = query.minus(options.window().before());
      visible = Numpy.logicalAnd(visible, Numpy.lessEqual(first, key));
    }
    if (options.window().after() >= 0) {
      Tensor last = query.plus(options.window().after());
      visible = Numpy.logicalAnd(visible, Numpy.greaterEqual(last, key));
    }
    if (options.queryLengths().isPresent()) {
      Tensor valid = below(options.queryLengths().get(), queries);
      visible = Numpy.logicalAnd(visible, Numpy.expandDims(valid, 1, 3));
    }
    if (options.keyLengths().isPresent()) {
      Tensor valid = below(options.keyLengths().get(), keys);
      visible = Numpy.logicalAnd(visible, Numpy.expandDims(valid, 1, 2));
    }
    return visible;
  }
}
