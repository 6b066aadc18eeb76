package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.optim.Fromage
import dev.covector.optim.Lamb
import dev.covector.optim.Lars
import dev.covector.optim.Lbfgs
import dev.covector.optim.Lion
import dev.covector.optim.Mask
import dev.covector.optim.NoisySgd
import dev.covector.optim.Optax
import dev.covector.optim.OptimisticAdam
import dev.covector.optim.OptimisticAdamV2
import dev.covector.optim.OptimisticGradientDescent
import dev.covector.optim.PolyakSgd
import dev.covector.optim.Schedule
import dev.covector.optim.Sgd
import dev.covector.optim.SignSgd
import dev.covector.optim.Signum

/**
 * Steps relative to the norm of each tensor, on a sphere.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param minNorm the least norm
 */
public fun fromage(learningRate: Double, minNorm: Double = 1e-6): Fromage = Optax.fromage(learningRate)
    .minNorm(minNorm)

/**
 * Steps relative to the norm of each tensor, on a sphere.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param minNorm the least norm
 */
public fun fromage(learningRate: Schedule, minNorm: Double = 1e-6): Fromage = Optax.fromage(learningRate)
    .minNorm(minNorm)

/**
 * Adam with a trust ratio for each tensor, for large batches.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun lamb(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-6,
    epsRoot: Double = 0.0,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Lamb = Optax.lamb(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adam with a trust ratio for each tensor, for large batches.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun lamb(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-6,
    epsRoot: Double = 0.0,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Lamb = Optax.lamb(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Momentum with a trust ratio for each tensor, for large batches.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param weightDecay the strength of the weight decay
 * @param weightDecayMask which parameters decay; null for all
 * @param trustCoefficient a factor of the ratio
 * @param eps what is added to the norm of the update
 * @param trustRatioMask which parameters have a trust ratio; null for all
 * @param momentum the decay of the momentum
 * @param nesterov whether Nesterov's momentum is used
 */
public fun lars(
    learningRate: Double,
    weightDecay: Double = 0.0,
    weightDecayMask: Mask? = null,
    trustCoefficient: Double = 1e-3,
    eps: Double = 0.0,
    trustRatioMask: Mask? = null,
    momentum: Double = 0.9,
    nesterov: Boolean = false,
): Lars = Optax.lars(learningRate)
    .weightDecay(weightDecay)
    .weightDecayMask(weightDecayMask)
    .trustCoefficient(trustCoefficient)
    .eps(eps)
    .trustRatioMask(trustRatioMask)
    .momentum(momentum)
    .nesterov(nesterov)

/**
 * Momentum with a trust ratio for each tensor, for large batches.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param weightDecay the strength of the weight decay
 * @param weightDecayMask which parameters decay; null for all
 * @param trustCoefficient a factor of the ratio
 * @param eps what is added to the norm of the update
 * @param trustRatioMask which parameters have a trust ratio; null for all
 * @param momentum the decay of the momentum
 * @param nesterov whether Nesterov's momentum is used
 */
public fun lars(
    learningRate: Schedule,
    weightDecay: Double = 0.0,
    weightDecayMask: Mask? = null,
    trustCoefficient: Double = 1e-3,
    eps: Double = 0.0,
    trustRatioMask: Mask? = null,
    momentum: Double = 0.9,
    nesterov: Boolean = false,
): Lars = Optax.lars(learningRate)
    .weightDecay(weightDecay)
    .weightDecayMask(weightDecayMask)
    .trustCoefficient(trustCoefficient)
    .eps(eps)
    .trustRatioMask(trustRatioMask)
    .momentum(momentum)
    .nesterov(nesterov)

/**
 * Steps by the sign of a mean of the gradient and its average.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the weight of the average in the update
 * @param b2 the decay of the average
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun lion(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.99,
    muDtype: DType? = null,
    weightDecay: Double = 1e-3,
    mask: Mask? = null,
): Lion = Optax.lion(learningRate)
    .b1(b1)
    .b2(b2)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Steps by the sign of a mean of the gradient and its average.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the weight of the average in the update
 * @param b2 the decay of the average
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun lion(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.99,
    muDtype: DType? = null,
    weightDecay: Double = 1e-3,
    mask: Mask? = null,
): Lion = Optax.lion(learningRate)
    .b1(b1)
    .b2(b2)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Gradient descent with noise that falls.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param key the random key
 * @param eta the variance of the noise at the first step
 * @param gamma the exponent of its decay
 */
public fun noisySgd(learningRate: Double, key: Tensor, eta: Double = 0.01, gamma: Double = 0.55): NoisySgd =
    Optax.noisySgd(learningRate, key)
        .eta(eta)
        .gamma(gamma)

/**
 * Gradient descent with noise that falls.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param key the random key
 * @param eta the variance of the noise at the first step
 * @param gamma the exponent of its decay
 */
public fun noisySgd(learningRate: Schedule, key: Tensor, eta: Double = 0.01, gamma: Double = 0.55): NoisySgd =
    Optax.noisySgd(learningRate, key)
        .eta(eta)
        .gamma(gamma)

/**
 * Steps by the sign of the gradient.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 */
public fun signSgd(learningRate: Double): SignSgd = Optax.signSgd(learningRate)

/**
 * Steps by the sign of the gradient.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 */
public fun signSgd(learningRate: Schedule): SignSgd = Optax.signSgd(learningRate)

/**
 * Steps by the sign of the average of gradients.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param beta the decay of the average
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public fun signum(learningRate: Double, beta: Double = 0.9, accumulatorDtype: DType? = null): Signum =
    Optax.signum(learningRate)
        .beta(beta)
        .accumulatorDtype(accumulatorDtype)

/**
 * Steps by the sign of the average of gradients.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param beta the decay of the average
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public fun signum(learningRate: Schedule, beta: Double = 0.9, accumulatorDtype: DType? = null): Signum =
    Optax.signum(learningRate)
        .beta(beta)
        .accumulatorDtype(accumulatorDtype)

/**
 * Gradient descent that expects the gradient to change as it did before, for games.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 */
public fun optimisticGradientDescent(
    learningRate: Double,
    alpha: Double = 1.0,
    beta: Double = 1.0,
): OptimisticGradientDescent = Optax.optimisticGradientDescent(learningRate)
    .alpha(alpha)
    .beta(beta)

/**
 * Gradient descent that expects the gradient to change as it did before, for games.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 */
public fun optimisticGradientDescent(
    learningRate: Schedule,
    alpha: Double = 1.0,
    beta: Double = 1.0,
): OptimisticGradientDescent = Optax.optimisticGradientDescent(learningRate)
    .alpha(alpha)
    .beta(beta)

/**
 * Adam that expects the gradient to change as it did before; the first version, whose learning rate is the weight of
 * the gradient.
 *
 * @param learningRate the rate
 * @param optimism the weight of the change; null for the rate
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public fun optimisticAdam(
    learningRate: Double,
    optimism: Double? = null,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    nesterov: Boolean = true,
): OptimisticAdam = Optax.optimisticAdam(learningRate)
    .let { if (optimism == null) it else it.optimism(optimism) }
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .nesterov(nesterov)

/**
 * Adam that expects the gradient to change as it did before.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public fun optimisticAdamV2(
    learningRate: Double,
    alpha: Double = 1.0,
    beta: Double = 1.0,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    nesterov: Boolean = true,
): OptimisticAdamV2 = Optax.optimisticAdamV2(learningRate)
    .alpha(alpha)
    .beta(beta)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .nesterov(nesterov)

/**
 * Adam that expects the gradient to change as it did before.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public fun optimisticAdamV2(
    learningRate: Schedule,
    alpha: Double = 1.0,
    beta: Double = 1.0,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    nesterov: Boolean = true,
): OptimisticAdamV2 = Optax.optimisticAdamV2(learningRate)
    .alpha(alpha)
    .beta(beta)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .nesterov(nesterov)

/**
 * Gradient descent, with momentum if asked for.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public fun sgd(
    learningRate: Double,
    momentum: Double? = null,
    nesterov: Boolean = false,
    accumulatorDtype: DType? = null,
): Sgd = Optax.sgd(learningRate)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .nesterov(nesterov)
    .accumulatorDtype(accumulatorDtype)

/**
 * Gradient descent, with momentum if asked for.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public fun sgd(
    learningRate: Schedule,
    momentum: Double? = null,
    nesterov: Boolean = false,
    accumulatorDtype: DType? = null,
): Sgd = Optax.sgd(learningRate)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .nesterov(nesterov)
    .accumulatorDtype(accumulatorDtype)

/**
 * Gradient descent with Polyak's step, from the loss: `value`.
 *
 * @param maxLearningRate the largest rate
 * @param scaling a factor of the step
 * @param fMin the least possible loss
 * @param eps what is added to the squared norm of the gradient
 * @param positivePart whether a loss below the least counts as the least (the variant SPS+)
 */
public fun polyakSgd(
    maxLearningRate: Double = 1.0,
    scaling: Double = 1.0,
    fMin: Double = 0.0,
    eps: Double = 0.0,
    positivePart: Boolean = false,
): PolyakSgd = Optax.polyakSgd()
    .maxLearningRate(maxLearningRate)
    .scaling(scaling)
    .fMin(fMin)
    .eps(eps)
    .positivePart(positivePart)

/**
 * L-BFGS: steps by an estimate of the inverse Hessian, with a line search that satisfies the strong Wolfe
 * conditions. It needs the loss, the gradient and the loss as a function.
 *
 * @param learningRate the rate; null for 1
 * @param memorySize how many steps are remembered
 * @param scaleInitPrecond whether the estimate begins with the scale of the last step
 */
public fun lbfgs(learningRate: Double? = null, memorySize: Int = 10, scaleInitPrecond: Boolean = true): Lbfgs =
    Optax.lbfgs()
        .let { if (learningRate == null) it else it.learningRate(learningRate) }
        .memorySize(memorySize)
        .scaleInitPrecond(scaleInitPrecond)
