package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.optim.Lbfgs
import dev.covector.optim.NoisySgd
import dev.covector.optim.Optax
import dev.covector.optim.PolyakSgd
import dev.covector.optim.Schedule
import dev.covector.optim.Sgd

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
