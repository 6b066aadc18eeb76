package dev.covector.optim;

import dev.covector.Axes;
import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;

/**
 * A differentiable approximation of a function that need not be differentiable: the mean of its
 * values at perturbed arguments. The derivatives, of any order, use those values only.
 *
 * <p>Berthet et al. 2020, "Learning with Differentiable Perturbed Optimizers"; the estimator of
 * derivatives of any order: Foerster et al. 2018, "DiCE".
 *
 * <pre>{@code
 * Fn1<Tensor, Tensor> steps = x -> x.gt(0).astype(DType.F32).sum(); // its derivative is 0
 * PerturbedFunction<Tensor, Tensor> smooth = Optax.makePerturbedFun(steps).numSamples(100);
 * Tensor x = Numpy.zeros(3);
 * Tensor gradient = Covector.<Tensor, Tensor, Tensor>grad(smooth, 1).apply(Random.key(0), x);
 * }</pre>
 *
 * @param function from a tree to a tree
 * @param numSamples the number of perturbed arguments
 * @param sigma the size of the perturbations
 * @param noise their distribution
 * @param useBaseline whether the value at the argument itself is taken off, so that the derivatives
 *     vary less
 */
public record PerturbedFunction<T, R>(
    Fn1<T, R> function, int numSamples, double sigma, Noise noise, boolean useBaseline)
    implements Fn2<Tensor, T, R> {
  /** Checks the numbers. */
  public PerturbedFunction {
    if (numSamples < 1 || !(sigma > 0)) {
      throw new OptimException(
          "make_perturbed_fun: numSamples is "
              + numSamples
              + ", sigma "
              + sigma
              + "; both must be positive");
    }
  }

  PerturbedFunction(Fn1<T, R> function) {
    this(function, 1000, 0.1, Noise.GUMBEL, true);
  }

  /** This with another {@code numSamples}: the number of perturbed arguments. */
  public PerturbedFunction<T, R> numSamples(int numSamples) {
    return new PerturbedFunction<>(function, numSamples, sigma, noise, useBaseline);
  }

  /** This with another {@code sigma}: the size of the perturbations. */
  public PerturbedFunction<T, R> sigma(double sigma) {
    return new PerturbedFunction<>(function, numSamples, sigma, noise, useBaseline);
  }

  /** This with another {@code noise}: the distribution of the perturbations. */
  public PerturbedFunction<T, R> noise(Noise noise) {
    return new PerturbedFunction<>(function, numSamples, sigma, noise, useBaseline);
  }

  /** This with another {@code useBaseline}: whether the value at the argument is taken off. */
  public PerturbedFunction<T, R> useBaseline(boolean useBaseline) {
    return new PerturbedFunction<>(function, numSamples, sigma, noise, useBaseline);
  }

  @Override
  public R apply(Tensor key, T x) {
    Tensor keys = Random.split(key, numSamples);
    R baseline = useBaseline ? function.apply(Leafwise.map(Lax::stopGradient, x)) : null;
    R all = Covector.vmap((Tensor one) -> sample(one, x, baseline), Axes.in(0)).apply(keys);
    return Leafwise.map(values -> values.mean(0), all);
  }

  private R sample(Tensor key, T x, R baseline) {
    T moved =
        Leafwise.map(
            (a, z) -> Lax.stopGradient(a.plus(z.times(sigma))),
            x,
            TreeMath.randomLike(key, x, noise::sample));
    Object noises = Leafwise.map((a, y) -> y.minus(a).div(sigma), (Object) x, moved);
    Tensor density = TreeMath.sum(Leafwise.map(noise::logProb, noises));
    Tensor one = density.minus(Lax.stopGradient(density)).exp(); // 1, with the density's derivative
    R value = TreeMath.scale(one, function.apply(moved));
    return useBaseline ? TreeMath.addScale(value, Numpy.subtract(1, one), baseline) : value;
  }
}
