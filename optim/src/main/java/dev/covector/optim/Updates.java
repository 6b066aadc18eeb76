package dev.covector.optim;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.lax.Lax;

/**
 * What is done with updates, and small functions that transformations are made of.
 *
 * <pre>{@code
 * Map<String, Tensor> params = Map.of("w", Numpy.ones(2));
 * Map<String, Tensor> moved = Optax.applyUpdates(params, Map.of("w", Tensor.of(new float[] {0.5f, -1})));
 * Tensor norm = Optax.globalNorm(moved);
 * }</pre>
 */
public class Updates extends StructuredLosses {
  Updates() {}

  /**
   * The parameters plus updates, in the dtypes of the parameters.
   *
   * @throws OptimException when the trees do not agree
   */
  public static <P> P applyUpdates(P params, Object updates) {
    Agreement.require("apply_updates", "the updates", updates, "the parameters", params);
    return Leafwise.map((p, u) -> p.plus(u).astype(p.dtype()), params, updates);
  }

  /** A step from old tensors towards new ones: {@code step new + (1 - step) old}. */
  public static <P> P incrementalUpdate(P newTensors, P oldTensors, double stepSize) {
    Agreement.require("incremental_update", "the new", newTensors, "the old", oldTensors);
    return Leafwise.map(
        (a, b) -> a.times(stepSize).plus(b.times(1 - stepSize)), newTensors, oldTensors);
  }

  /** The new tensors in every {@code period}-th step, else the old. */
  public static <P> P periodicUpdate(P newTensors, P oldTensors, Tensor steps, int period) {
    if (period < 1) {
      throw new OptimException(
          "periodic_update: the period is " + period + "; it must be at least 1");
    }
    return Lax.cond(steps.rem(period).eq(0), () -> newTensors, () -> oldTensors);
  }

  /** The 2-norm of all elements together; a scalar. */
  public static Tensor globalNorm(Object updates) {
    return TreeMath.norm(updates);
  }

  /** A count after one more step; the largest number of its dtype stays. */
  public static Tensor safeIncrement(Tensor count) {
    return Counts.increment(count);
  }

  /** Another name of {@link #safeIncrement}. */
  public static Tensor safeInt32Increment(Tensor count) {
    return Counts.increment(count);
  }

  /** The 2-norm of all elements, at least {@code minNorm}; its gradient is 0 below. */
  public static Tensor safeNorm(Tensor x, double minNorm) {
    return Norms.safe(x, Tensor.of(minNorm));
  }

  /** The root of the mean square, at least {@code minRms}; its gradient is 0 below. */
  public static Tensor safeRootMeanSquares(Tensor x, double minRms) {
    return Norms.safeRms(x, Tensor.of(minRms));
  }

  /** The tree, whose gradient is multiplied by a number. */
  public static <T> T scaleGradient(T tree, double scale) {
    return Leafwise.map(
        x -> {
          Tensor part = x.times(scale);
          return part.plus(Lax.stopGradient(x.minus(part)));
        },
        tree);
  }

  /** {@code moments / (1 - decay^count)}: their mean had they not begun at 0. */
  public static <T> T biasCorrection(T moments, double decay, Tensor count) {
    return TreeMath.biasCorrection(moments, decay, count);
  }

  /** {@code (1 - decay) updates^order + decay moments}. */
  public static <T> T updateMoment(T updates, Object moments, double decay, int order) {
    return TreeMath.updateMoment(updates, moments, decay, order);
  }

  /** As {@link #updateMoment} of order 2, with absolute values of complex numbers. */
  public static <T> T updateMomentPerElemNorm(T updates, Object moments, double decay) {
    return TreeMath.updateMomentPerElemNorm(updates, moments, decay);
  }

  /** {@code max(|updates| + eps, decay moments)}. */
  public static <T> T updateInfinityMoment(T updates, Object moments, double decay, double eps) {
    return TreeMath.updateInfinityMoment(updates, moments, decay, eps);
  }

  /** Independent normal distributions with means and logarithms of deviations. */
  public static MultiNormal multiNormal(Tensor loc, Tensor logScale) {
    return new MultiNormal(loc, logScale);
  }

  /**
   * A differentiable approximation of a function that need not be differentiable: the mean of its
   * values at 1000 perturbed arguments. It takes a key before the argument.
   */
  public static <T, R> PerturbedFunction<T, R> makePerturbedFun(Fn1<T, R> function) {
    return new PerturbedFunction<>(function);
  }
}
