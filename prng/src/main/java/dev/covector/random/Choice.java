package dev.covector.random;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.List;

/** Positions drawn from a range, of the default integer dtype. */
final class Choice {
  private Choice() {}

  /** Each position as likely as the others. */
  static Tensor equal(Tensor key, int count, Shape shape, boolean replace) {
    DType dtype = Defaults.integer();
    if (shape.size() == 0) {
      return Lax.full(shape, 0, dtype);
    }
    if (replace) {
      return RandomIntegers.randint(key, shape, 0, count);
    }
    Tensor shuffled = Shuffle.range(key, count, dtype);
    return Lax.reshape(Lax.sliceInDim(shuffled, 0, (int) shape.size(), 0), shape);
  }

  /** Each position with its probability, up to a common factor. */
  static Tensor weighted(Tensor key, Tensor p, Shape shape, boolean replace) {
    DType dtype = Defaults.integer();
    if (shape.size() == 0) {
      return Lax.full(shape, 0, dtype);
    }
    Tensor weights = Lax.convert(p, p.dtype().isFloating() ? p.dtype() : Defaults.floating());
    Tensor positions =
        replace ? inverse(key, weights, shape) : largest(key, weights, (int) shape.size());
    return Lax.convert(Lax.reshape(positions, shape), dtype);
  }

  /** How many of the sums of weights are below a uniform number. */
  private static Tensor inverse(Tensor key, Tensor weights, Shape shape) {
    Tensor sums = Lax.cumsum(weights, 0);
    int count = weights.shape().dim(0);
    Tensor total = Lax.broadcast(Parameters.part(sums, count - 1), shape);
    Tensor u = RandomUniform.uniform(key, shape, weights.dtype());
    Tensor bound = Lax.mul(total, Lax.sub(Lax.fullLike(u, 1), u));
    Shape pairs = shape.insert(shape.rank(), count);
    Tensor isBelow =
        Lax.lt(
            Parameters.stretch(sums, pairs),
            Parameters.stretch(Lax.reshape(bound, shape.insert(shape.rank(), 1)), pairs));
    return Lax.reduceSum(Lax.convert(isBelow, DType.I32), List.of(shape.rank()));
  }

  /** The positions of the largest sums of a Gumbel sample and a logarithm. */
  private static Tensor largest(Tensor key, Tensor weights, int draws) {
    Tensor g = RandomContinuous.gumbel(key, weights.shape(), weights.dtype());
    return Lax.topK(Lax.add(g, Lax.log(weights)), draws).indices();
  }
}
