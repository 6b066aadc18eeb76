package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import org.jspecify.annotations.Nullable;

/**
 * Adds normal noise whose variance falls: eta / t^gamma at step t, from 1.
 *
 * <p>Neelakantan et al. 2015, "Adding Gradient Noise Improves Learning for Very Deep Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.addNoise(0.01, 0.55, Random.key(0)), Optax.sgd(0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param eta the variance at the first step
 * @param gamma the exponent of its decay
 * @param key the random key
 */
public record AddNoise(Hyperparameter eta, Hyperparameter gamma, Tensor key)
    implements GradientTransformation {
  /**
   * The count and the key.
   *
   * @param count the number of steps, i32
   * @param key the key of the steps to come
   */
  public record State(Tensor count, Tensor key) implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Copies.of(key));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("add_noise", state, State.class);
    Scalar eta = Scalar.of("eta", this.eta);
    Scalar gamma = Scalar.of("gamma", this.gamma);
    Tensor count = Counts.increment(s.count());
    Tensor deviation = eta.tensor().div(Numpy.power(count, gamma.tensor())).sqrt();
    Tensor keys = Random.split(s.key());
    P noise = TreeMath.randomLike(Random.keyAt(keys, 1), updates, Random::normal);
    P noisy = Leafwise.map((g, n) -> g.plus(deviation.times(n)), updates, noise);
    return new Updated<>(noisy, new State(count, Random.keyAt(keys, 0)));
  }
}
