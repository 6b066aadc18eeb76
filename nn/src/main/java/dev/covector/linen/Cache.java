package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;

/** The keys and values that an attention has seen, while it is fed one position at a time. */
final class Cache {
  private final Module attention;

  Cache(Module attention) {
    this.attention = attention;
  }

  /** Keys and values of all positions so far, the new one among them, and which these are. */
  record Step(Tensor key, Tensor value, Tensor mask) {}

  /** An empty cache for keys and values of the greatest length. */
  void create(Tensor key, Tensor value) {
    variable("cached_key", key);
    variable("cached_value", value);
    attention.variable(
        CollectionName.CACHE, "cache_index", () -> Lax.full(Shape.SCALAR, 0, DType.I32));
  }

  private Variable<Tensor> variable(String name, Tensor like) {
    return attention.variable(CollectionName.CACHE, name, () -> Lax.fullLike(like, 0));
  }

  Step append(Tensor query, Tensor key, Tensor value) {
    Variable<Tensor> keys = variable("cached_key", key);
    Variable<Tensor> values = variable("cached_value", value);
    Variable<Tensor> index =
        attention.variable(
            CollectionName.CACHE, "cache_index", () -> Lax.full(Shape.SCALAR, 0, DType.I32));
    Shape cached = keys.value().shape();
    int length = cached.dim(-3);
    if (!query.shape().equals(cached.with(cached.rank() - 3, 1))) {
      throw new ShapeException(
          "attention: the cache is %s, so a query must be one position, %s; it is %s"
              .formatted(keys.value().type(), cached.with(cached.rank() - 3, 1), query.type()));
    }
    Tensor position = index.value();
    Tensor zero = Lax.fullLike(position, 0);
    List<Tensor> starts = new ArrayList<>();
    for (int i = 0; i < cached.rank(); i++) {
      starts.add(i == cached.rank() - 3 ? position : zero);
    }
    keys.set(Lax.dynamicUpdateSlice(keys.value(), key, starts));
    values.set(Lax.dynamicUpdateSlice(values.value(), value, starts));
    index.set(position.plus(1));

    int[] maskSizes = cached.toArray();
    maskSizes[maskSizes.length - 3] = 1;
    maskSizes[maskSizes.length - 2] = 1;
    maskSizes[maskSizes.length - 1] = length;
    Tensor seen = Numpy.lessEqual(Lax.iota(DType.I32, length), position);
    return new Step(keys.value(), values.value(), Numpy.broadcastTo(seen, maskSizes));
  }
}
