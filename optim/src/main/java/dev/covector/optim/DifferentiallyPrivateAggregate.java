package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clips the gradient of each example, adds them up, and adds noise: the mean tells little of any
 * one example. Gradients have an axis of examples in front.
 *
 * <p>Abadi et al. 2016, "Deep Learning with Differential Privacy".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.differentiallyPrivateAggregate(1, 0.5, Random.key(0));
 * Updated<Tensor> step = tx.update(Numpy.ones(8, 3), tx.init(Numpy.zeros(3)));
 * }</pre>
 *
 * @param l2NormClip the largest norm of an example's gradient
 * @param noiseMultiplier the deviation of the noise over that norm
 * @param key the random key
 */
public record DifferentiallyPrivateAggregate(
    Hyperparameter l2NormClip, Hyperparameter noiseMultiplier, Tensor key)
    implements GradientTransformation {
  /**
   * The key.
   *
   * @param key the key of the steps to come
   */
  public record State(Tensor key) implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(Copies.of(key));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("differentially_private_aggregate", state, State.class);
    Scalar l2NormClip = Scalar.of("l2NormClip", this.l2NormClip);
    Scalar noiseMultiplier = Scalar.of("noiseMultiplier", this.noiseMultiplier);
    List<Tensor> grads = Leafwise.tensors(updates);
    Tensor sums = PerExample.multipliers(updates, l2NormClip.tensor());
    Scalar deviation = l2NormClip.times(noiseMultiplier);
    Tensor keys = Random.split(s.key(), grads.size() + 1);
    List<Tensor> noisy = new ArrayList<>();
    for (Tensor g : grads) {
      Tensor sum = PerExample.weighted(sums, g);
      Tensor noise = Random.normal(Random.keyAt(keys, noisy.size() + 1), sum.shape(), sum.dtype());
      noisy.add(sum.plus(deviation.times(noise)).div(g.shape().toArray()[0]));
    }
    return new Updated<>(Leafwise.replace(updates, noisy), new State(Random.keyAt(keys, 0)));
  }
}
