package dev.covector.layers;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;

/** Random changes of activations. */
public final class Noise {
  private Noise() {}

  /**
   * Elements set to 0 at random, the others divided by the probability of keeping one; Srivastava
   * et al. 2014, <i>Dropout</i>.
   *
   * @param rate the probability of 0, below 1
   * @param sharedAxes axes along which all elements share their fate
   */
  public static Tensor dropout(Tensor x, Tensor key, double rate, int... sharedAxes) {
    double keep = 1 - rate;
    Shape shape = x.shape();
    for (int axis : sharedAxes) {
      shape = shape.with(shape.axis(axis, "Dropout"), 1);
    }
    Tensor kept = Numpy.broadcastTo(Random.bernoulli(key, keep, shape), x.shape());
    Tensor scaled = x.div(keep);
    return Lax.select(kept, scaled, Lax.fullLike(scaled, 0));
  }
}
