package dev.covector.optim;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;

/**
 * The step size of MoMo: where a model of the loss, linear along the momentum, meets its lower
 * bound, but no longer than the learning rate. Schaipp et al. 2024, equations 9 and 18.
 *
 * @param rate the learning rate
 * @param decay 1 + the learning rate times the weight decay
 * @param loss the average of losses
 * @param product the average of the products of gradients and parameters
 * @param along the product of the average gradient and the parameters
 * @param norm the squared norm of the average gradient, preconditioned
 * @param correction what averages are divided by for having begun at 0
 */
record MomoStep(
    Scalar rate,
    Scalar decay,
    Tensor loss,
    Tensor product,
    Tensor along,
    Tensor norm,
    Tensor correction) {
  /** The bound, lowered where the model is below it. */
  Tensor lowered(Tensor bound, Scalar least) {
    Tensor model = decay.times(loss.minus(product)).plus(along);
    Tensor lower =
        Numpy.maximum(model.div(decay.times(correction.times(2))), least.tensor())
            .astype(bound.dtype());
    return Numpy.where(model.lt(decay.times(correction.times(bound))), lower, bound);
  }

  /** The size of the step. */
  Tensor size(Tensor bound) {
    Tensor gap = decay.times(loss.minus(correction.times(bound)).minus(product)).plus(along);
    Tensor size = Numpy.maximum(gap, 0).div(norm);
    return Numpy.minimum(
        Numpy.divide(rate.tensor(), correction),
        Numpy.where(norm.le(Norms.epsilon(Defaults.floating())), 0, size));
  }

  /** The bound that the model at the new parameters suggests. */
  Tensor next(Tensor size, Scalar least) {
    Tensor model = loss.plus(along).minus(product).minus(size.times(norm).times(0.5));
    return Numpy.maximum(model.div(correction), least.tensor()).astype(loss.dtype());
  }

  /** What the weight decay takes of the parameters. */
  Tensor shrink(Scalar weightDecay) {
    Scalar part = rate.times(weightDecay);
    return part.div(decay).negated().tensor();
  }
}
