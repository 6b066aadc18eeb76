package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * Transformations that keep updates within bounds.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.zeroNans(), Optax.clipByGlobalNorm(1), Optax.sgd(0.1));
 * OptState state = tx.init(Map.of("w", Numpy.ones(2, 3)));
 * }</pre>
 */
public class Clippings extends Combinators {
  Clippings() {}

  /** Brings each element into [-maxDelta, maxDelta]. */
  public static Clip clip(double maxDelta) {
    return new Clip(Hyperparameter.of(maxDelta));
  }

  /** Scales each tensor whose root mean square is above a threshold down to it. */
  public static ClipByBlockRms clipByBlockRms(double threshold) {
    return new ClipByBlockRms(Hyperparameter.of(threshold));
  }

  /** Scales all updates down together when their norm is above a bound. */
  public static ClipByGlobalNorm clipByGlobalNorm(double maxNorm) {
    return new ClipByGlobalNorm(Hyperparameter.of(maxNorm));
  }

  /** Clips the gradient of each unit (output) to a part of the norm of its weights. */
  public static AdaptiveGradClip adaptiveGradClip(double clipping) {
    return new AdaptiveGradClip(Hyperparameter.of(clipping));
  }

  /** Changes updates so that no parameter falls below 0. */
  public static KeepParamsNonnegative keepParamsNonnegative() {
    return new KeepParamsNonnegative();
  }

  /** Puts zeros in place of NaNs, and says in the state which tensors had some. */
  public static ZeroNans zeroNans() {
    return new ZeroNans();
  }

  /** The 2-norm of each unit (output) of a weight, in the place of every element of the unit. */
  public static Tensor unitwiseNorm(Tensor x) {
    return Numpy.broadcastTo(AdaptiveGradClip.norm(x, null), x.shape());
  }

  /** The 2-norm of each unit, which has the elements along some axes. */
  public static Tensor unitwiseNorm(Tensor x, List<Integer> axes) {
    return Numpy.broadcastTo(AdaptiveGradClip.norm(x, axes), x.shape());
  }

  /**
   * The gradient, each unit whose norm is above its limit scaled down to that.
   *
   * @param norm the norms of the units, of the gradient's shape as {@link #unitwiseNorm} gives them
   * @param limit the limits, of the same shape
   */
  public static Tensor unitwiseClip(Tensor norm, Tensor limit, Tensor gradient) {
    RegressionLosses.sameShape("unitwise_clip", "norms", norm, "limits", limit);
    RegressionLosses.sameShape("unitwise_clip", "norms", norm, "gradients", gradient);
    return AdaptiveGradClip.clipped(norm, limit, gradient);
  }
}
