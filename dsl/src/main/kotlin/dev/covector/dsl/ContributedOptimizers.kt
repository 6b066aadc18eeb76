package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.optim.Acprop
import dev.covector.optim.Ademamix
import dev.covector.optim.Adopt
import dev.covector.optim.Contrib
import dev.covector.optim.DifferentiallyPrivateAggregate
import dev.covector.optim.Dpsgd
import dev.covector.optim.GradientTransformation
import dev.covector.optim.Madgrad
import dev.covector.optim.Mask
import dev.covector.optim.Normalize
import dev.covector.optim.ReduceOnPlateau
import dev.covector.optim.Sam
import dev.covector.optim.Schedule
import dev.covector.optim.SimplifiedAdemamix

/**
 * Adam whose denominator knows only the gradients before.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun acprop(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-16,
    epsRoot: Double = 1e-16,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Acprop = Contrib.acprop(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adam whose denominator knows only the gradients before.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun acprop(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-16,
    epsRoot: Double = 1e-16,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Acprop = Contrib.acprop(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adam with a second, slower average of gradients.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param b3 the decay of the slow average
 * @param alpha the weight of the slow average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the averages; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun ademamix(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    b3: Double = 0.9999,
    alpha: Double = 5.0,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Ademamix = Contrib.ademamix(learningRate)
    .b1(b1)
    .b2(b2)
    .b3(b3)
    .alpha(alpha)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adam with a second, slower average of gradients.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param b3 the decay of the slow average
 * @param alpha the weight of the slow average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the averages; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun ademamix(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    b3: Double = 0.9999,
    alpha: Double = 5.0,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Ademamix = Contrib.ademamix(learningRate)
    .b1(b1)
    .b2(b2)
    .b3(b3)
    .alpha(alpha)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * AdEMAMix with one average.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the sum of gradients
 * @param b2 the decay of the average of squares
 * @param alpha the weight of the gradient itself
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun simplifiedAdemamix(
    learningRate: Double,
    b1: Double = 0.99,
    b2: Double = 0.95,
    alpha: Double = 0.0,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): SimplifiedAdemamix = Contrib.simplifiedAdemamix(learningRate)
    .b1(b1)
    .b2(b2)
    .alpha(alpha)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * AdEMAMix with one average.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the sum of gradients
 * @param b2 the decay of the average of squares
 * @param alpha the weight of the gradient itself
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun simplifiedAdemamix(
    learningRate: Schedule,
    b1: Double = 0.99,
    b2: Double = 0.95,
    alpha: Double = 0.0,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): SimplifiedAdemamix = Contrib.simplifiedAdemamix(learningRate)
    .b1(b1)
    .b2(b2)
    .alpha(alpha)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adam that divides before it averages.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps the least root of the average of squares
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param useClipping whether scaled gradients are clipped
 */
public fun adopt(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.9999,
    eps: Double = 1e-6,
    muDtype: DType? = null,
    nesterov: Boolean = false,
    useClipping: Boolean = true,
): Adopt = Contrib.adopt(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .muDtype(muDtype)
    .nesterov(nesterov)
    .useClipping(useClipping)

/**
 * Adam that divides before it averages.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps the least root of the average of squares
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param useClipping whether scaled gradients are clipped
 */
public fun adopt(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.9999,
    eps: Double = 1e-6,
    muDtype: DType? = null,
    nesterov: Boolean = false,
    useClipping: Boolean = true,
): Adopt = Contrib.adopt(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .muDtype(muDtype)
    .nesterov(nesterov)
    .useClipping(useClipping)

/**
 * Dual averaging with the cube root of the sum of squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum
 * @param weightDecay the strength of the weight decay
 * @param eps what is added to the rate and to the root
 */
public fun madgrad(
    learningRate: Double,
    momentum: Double = 0.9,
    weightDecay: Double = 0.0,
    eps: Double = 1e-6,
): Madgrad = Contrib.madgrad(learningRate)
    .momentum(momentum)
    .weightDecay(weightDecay)
    .eps(eps)

/**
 * Dual averaging with the cube root of the sum of squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum
 * @param weightDecay the strength of the weight decay
 * @param eps what is added to the rate and to the root
 */
public fun madgrad(
    learningRate: Schedule,
    momentum: Double = 0.9,
    weightDecay: Double = 0.0,
    eps: Double = 1e-6,
): Madgrad = Contrib.madgrad(learningRate)
    .momentum(momentum)
    .weightDecay(weightDecay)
    .eps(eps)

/**
 * Clips the gradient of each example, adds them up, and adds noise: the mean tells little of any one example.
 * Gradients have an axis of examples in front.
 *
 * @param l2NormClip the largest norm of an example's gradient
 * @param noiseMultiplier the deviation of the noise over that norm
 * @param key the random key
 */
public fun differentiallyPrivateAggregate(
    l2NormClip: Double,
    noiseMultiplier: Double,
    key: Tensor,
): DifferentiallyPrivateAggregate = Contrib.differentiallyPrivateAggregate(l2NormClip, noiseMultiplier, key)

/**
 * Differentially private gradient descent.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param l2NormClip the largest norm of an example's gradient
 * @param noiseMultiplier the deviation of the noise over that norm
 * @param key the random key
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 */
public fun dpsgd(
    learningRate: Double,
    l2NormClip: Double,
    noiseMultiplier: Double,
    key: Tensor,
    momentum: Double? = null,
    nesterov: Boolean = false,
): Dpsgd = Contrib.dpsgd(learningRate, l2NormClip, noiseMultiplier, key)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .nesterov(nesterov)

/**
 * Differentially private gradient descent.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param l2NormClip the largest norm of an example's gradient
 * @param noiseMultiplier the deviation of the noise over that norm
 * @param key the random key
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 */
public fun dpsgd(
    learningRate: Schedule,
    l2NormClip: Double,
    noiseMultiplier: Double,
    key: Tensor,
    momentum: Double? = null,
    nesterov: Boolean = false,
): Dpsgd = Contrib.dpsgd(learningRate, l2NormClip, noiseMultiplier, key)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .nesterov(nesterov)

/** Divides by the norm of all updates together. */
public fun normalize(): Normalize = Contrib.normalize()

/**
 * Sharpness-aware minimization: steps uphill, then a step from where it began by the gradient there. Each `update`
 * is one of the steps: the parameters move with it.
 *
 * @param optimizer the optimizer
 * @param adversary the optimizer of the steps uphill
 * @param syncPeriod how many steps make one of the optimizer
 * @param resetState whether the state of the adversary begins anew
 */
public fun sam(
    optimizer: GradientTransformation,
    adversary: GradientTransformation,
    syncPeriod: Int = 2,
    resetState: Boolean = true,
): Sam = Contrib.sam(optimizer, adversary)
    .syncPeriod(syncPeriod)
    .resetState(resetState)

/**
 * Scales updates down when the loss has not fallen for a while. Needs the loss: `value`.
 *
 * @param factor what the scale is multiplied by
 * @param patience how long the loss may stay
 * @param rtol how much it has to fall, relative
 * @param atol how much it has to fall
 * @param cooldown how long it is not looked at after a change
 * @param accumulationSize how many losses are averaged
 * @param minScale the least scale
 */
public fun reduceOnPlateau(
    factor: Double = 0.1,
    patience: Int = 10,
    rtol: Double = 1e-4,
    atol: Double = 0.0,
    cooldown: Int = 0,
    accumulationSize: Int = 1,
    minScale: Double = 0.0,
): ReduceOnPlateau = Contrib.reduceOnPlateau()
    .factor(factor)
    .patience(patience)
    .rtol(rtol)
    .atol(atol)
    .cooldown(cooldown)
    .accumulationSize(accumulationSize)
    .minScale(minScale)
