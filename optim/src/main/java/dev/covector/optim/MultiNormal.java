package dev.covector.optim;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.random.Random;
import java.util.Arrays;

/**
 * Independent normal distributions, one for each element, given by what is usually trained.
 *
 * <pre>{@code
 * MultiNormal normal = Optax.multiNormal(Numpy.zeros(3), Numpy.zeros(3));
 * Tensor samples = normal.sample(Random.key(0), 5); // f32[5,3]
 * Tensor logs = normal.logProb(samples); // f32[5]
 * }</pre>
 *
 * @param loc the means
 * @param logScale the logarithms of the deviations
 */
public record MultiNormal(Tensor loc, Tensor logScale) {
  /** Samples: the sizes, then the shape of the distribution. */
  public Tensor sample(Tensor key, int... sizes) {
    Tensor scale = logScale.exp();
    int[] own = shape().toArray();
    int[] all = Arrays.copyOf(sizes, sizes.length + own.length);
    System.arraycopy(own, 0, all, sizes.length, own.length);
    return Random.normal(key, Shape.of(all)).times(scale).plus(loc);
  }

  /** The logarithm of the density, summed over the axes of the distribution. */
  public Tensor logProb(Tensor x) {
    Tensor z = x.minus(loc).div(logScale.exp());
    Tensor logs = z.square().plus(Math.log(2 * Math.PI)).times(-0.5).minus(logScale);
    int rank = shape().rank();
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = -1 - i;
    }
    return rank == 0 ? logs : logs.sum(axes);
  }

  private Shape shape() {
    return Shape.broadcast("multi_normal", loc.shape(), logScale.shape());
  }
}
