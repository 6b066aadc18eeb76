package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Gradients with an axis of examples in front. */
final class PerExample {
  private PerExample() {}

  /** What each example's gradient is multiplied by, so that its norm is at most a number. */
  static Tensor multipliers(Object grads, Tensor limit) {
    List<Tensor> leaves = Leafwise.tensors(grads);
    Tensor squares = null;
    for (Tensor g : leaves) {
      if (g.rank() == 0 || g.shape().toArray()[0] != leaves.getFirst().shape().toArray()[0]) {
        throw new OptimException(
            "per_example_clip: a gradient is "
                + g.type()
                + "; all need the same axis of examples in front: use vmap(grad(loss))");
      }
      Tensor sum = Squares.of(g).sum(IntStream.range(1, g.rank()).toArray());
      squares = squares == null ? sum : squares.plus(sum);
    }
    if (squares == null) {
      throw new OptimException("per_example_clip: there are no gradients");
    }
    Tensor ratio = Numpy.minimum(limit.div(squares.sqrt()), 1.0);
    return Numpy.where(Numpy.isnan(ratio), 1.0, ratio);
  }

  /** The sum over examples, weighted. */
  static Tensor weighted(Tensor weights, Tensor g) {
    int[] shape = new int[g.rank()];
    Arrays.fill(shape, 1);
    shape[0] = -1;
    return weights.astype(g.dtype()).reshape(shape).times(g).sum(0);
  }
}
