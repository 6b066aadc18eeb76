package dev.covector.dsl

import dev.covector.optim.Adadelta
import dev.covector.optim.Adafactor
import dev.covector.optim.Adagrad
import dev.covector.optim.Mask
import dev.covector.optim.Novograd
import dev.covector.optim.Optax
import dev.covector.optim.Radam
import dev.covector.optim.Rmsprop
import dev.covector.optim.Rprop
import dev.covector.optim.Schedule
import dev.covector.optim.Sm3
import dev.covector.optim.Yogi

/**
 * Steps by the gradient over the root of the sum of all squares so far.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param initialAccumulator what the sum begins with
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun adagrad(learningRate: Double, initialAccumulator: Double = 0.1, eps: Double = 1e-7): Adagrad =
    Optax.adagrad(learningRate)
        .initialAccumulator(initialAccumulator)
        .eps(eps)

/**
 * Steps by the gradient over the root of the sum of all squares so far.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param initialAccumulator what the sum begins with
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun adagrad(learningRate: Schedule, initialAccumulator: Double = 0.1, eps: Double = 1e-7): Adagrad =
    Optax.adagrad(learningRate)
        .initialAccumulator(initialAccumulator)
        .eps(eps)

/**
 * Steps in the units of the parameters, by the ratio of the averages of squared updates and gradients.
 *
 * @param learningRate the rate; null for none
 * @param rho the decay of both averages
 * @param eps what keeps both roots from 0, inside of them
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun adadelta(
    learningRate: Double? = null,
    rho: Double = 0.9,
    eps: Double = 1e-6,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Adadelta = Optax.adadelta()
    .let { if (learningRate == null) it else it.learningRate(learningRate) }
    .rho(rho)
    .eps(eps)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adam without momentum whose squares are kept as rows and columns, with clipping and steps relative to the
 * parameters.
 *
 * @param learningRate the rate; null for none
 * @param minDimSizeToFactor the least size of both axes of a factored matrix
 * @param decayRate the exponent of the decay: 1 - t^-rate at step t
 * @param decayOffset what is subtracted from the number of the step
 * @param multiplyByParameterScale whether steps are relative to the root mean square of the parameter
 * @param clippingThreshold the largest root mean square of an update; null for no clipping
 * @param momentum the decay of the momentum; null for none
 * @param weightDecayRate the weight decay; null for none
 * @param eps what is added to squares
 * @param factored whether large matrices are factored
 * @param weightDecayMask which parameters decay; null for all
 */
public fun adafactor(
    learningRate: Double? = null,
    minDimSizeToFactor: Int = 128,
    decayRate: Double = 0.8,
    decayOffset: Int = 0,
    multiplyByParameterScale: Boolean = true,
    clippingThreshold: Double = 1.0,
    momentum: Double? = null,
    weightDecayRate: Double? = null,
    eps: Double = 1e-30,
    factored: Boolean = true,
    weightDecayMask: Mask? = null,
): Adafactor = Optax.adafactor()
    .let { if (learningRate == null) it else it.learningRate(learningRate) }
    .minDimSizeToFactor(minDimSizeToFactor)
    .decayRate(decayRate)
    .decayOffset(decayOffset)
    .multiplyByParameterScale(multiplyByParameterScale)
    .clippingThreshold(clippingThreshold)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .let { if (weightDecayRate == null) it else it.weightDecayRate(weightDecayRate) }
    .eps(eps)
    .factored(factored)
    .weightDecayMask(weightDecayMask)

/**
 * As `adadelta`, with a learning rate.
 *
 * @param learningRate the rate; null for none
 * @param rho the decay of both averages
 * @param eps what keeps both roots from 0, inside of them
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun adadelta(
    learningRate: Schedule,
    rho: Double = 0.9,
    eps: Double = 1e-6,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Adadelta = Optax.adadelta(learningRate)
    .rho(rho)
    .eps(eps)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * As `adafactor`, with a learning rate.
 *
 * @param learningRate the rate; null for none
 * @param minDimSizeToFactor the least size of both axes of a factored matrix
 * @param decayRate the exponent of the decay: 1 - t^-rate at step t
 * @param decayOffset what is subtracted from the number of the step
 * @param multiplyByParameterScale whether steps are relative to the root mean square of the parameter
 * @param clippingThreshold the largest root mean square of an update; null for no clipping
 * @param momentum the decay of the momentum; null for none
 * @param weightDecayRate the weight decay; null for none
 * @param eps what is added to squares
 * @param factored whether large matrices are factored
 * @param weightDecayMask which parameters decay; null for all
 */
public fun adafactor(
    learningRate: Schedule,
    minDimSizeToFactor: Int = 128,
    decayRate: Double = 0.8,
    decayOffset: Int = 0,
    multiplyByParameterScale: Boolean = true,
    clippingThreshold: Double = 1.0,
    momentum: Double? = null,
    weightDecayRate: Double? = null,
    eps: Double = 1e-30,
    factored: Boolean = true,
    weightDecayMask: Mask? = null,
): Adafactor = Optax.adafactor(learningRate)
    .minDimSizeToFactor(minDimSizeToFactor)
    .decayRate(decayRate)
    .decayOffset(decayOffset)
    .multiplyByParameterScale(multiplyByParameterScale)
    .clippingThreshold(clippingThreshold)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .let { if (weightDecayRate == null) it else it.weightDecayRate(weightDecayRate) }
    .eps(eps)
    .factored(factored)
    .weightDecayMask(weightDecayMask)

/**
 * Momentum of gradients that are each normalized by the average of their norm.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squared norms
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 */
public fun novograd(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.25,
    eps: Double = 1e-6,
    epsRoot: Double = 0.0,
    weightDecay: Double = 0.0,
): Novograd = Optax.novograd(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)

/**
 * Momentum of gradients that are each normalized by the average of their norm.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squared norms
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 */
public fun novograd(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.25,
    eps: Double = 1e-6,
    epsRoot: Double = 0.0,
    weightDecay: Double = 0.0,
): Novograd = Optax.novograd(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)

/**
 * Adam, rectified: momentum alone until squares can be trusted.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param threshold the length of the average from which squares are used
 * @param nesterov whether Nesterov's momentum is used
 */
public fun radam(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    threshold: Double = 5.0,
    nesterov: Boolean = false,
): Radam = Optax.radam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .threshold(threshold)
    .nesterov(nesterov)

/**
 * Adam, rectified: momentum alone until squares can be trusted.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param threshold the length of the average from which squares are used
 * @param nesterov whether Nesterov's momentum is used
 */
public fun radam(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    threshold: Double = 5.0,
    nesterov: Boolean = false,
): Radam = Optax.radam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .threshold(threshold)
    .nesterov(nesterov)

/**
 * Steps by the gradient over the root of the average of squares, or over the standard deviation.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param decay the decay of the average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param initialScale what the average of squares begins with
 * @param epsInSqrt whether eps is inside of the root
 * @param centered whether the standard deviation is meant
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 * @param biasCorrection whether averages are corrected for having begun at 0
 */
public fun rmsprop(
    learningRate: Double,
    decay: Double = 0.9,
    eps: Double = 1e-8,
    initialScale: Double = 0.0,
    epsInSqrt: Boolean = true,
    centered: Boolean = false,
    momentum: Double? = null,
    nesterov: Boolean = false,
    biasCorrection: Boolean = false,
): Rmsprop = Optax.rmsprop(learningRate)
    .decay(decay)
    .eps(eps)
    .initialScale(initialScale)
    .epsInSqrt(epsInSqrt)
    .centered(centered)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .nesterov(nesterov)
    .biasCorrection(biasCorrection)

/**
 * Steps by the gradient over the root of the average of squares, or over the standard deviation.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param decay the decay of the average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param initialScale what the average of squares begins with
 * @param epsInSqrt whether eps is inside of the root
 * @param centered whether the standard deviation is meant
 * @param momentum the decay of the momentum; null for none
 * @param nesterov whether Nesterov's momentum is used
 * @param biasCorrection whether averages are corrected for having begun at 0
 */
public fun rmsprop(
    learningRate: Schedule,
    decay: Double = 0.9,
    eps: Double = 1e-8,
    initialScale: Double = 0.0,
    epsInSqrt: Boolean = true,
    centered: Boolean = false,
    momentum: Double? = null,
    nesterov: Boolean = false,
    biasCorrection: Boolean = false,
): Rmsprop = Optax.rmsprop(learningRate)
    .decay(decay)
    .eps(eps)
    .initialScale(initialScale)
    .epsInSqrt(epsInSqrt)
    .centered(centered)
    .let { if (momentum == null) it else it.momentum(momentum) }
    .nesterov(nesterov)
    .biasCorrection(biasCorrection)

/**
 * Adagrad with memory for rows and columns only.
 *
 * @param learningRate the rate
 * @param momentum the decay of the momentum
 */
public fun sm3(learningRate: Double, momentum: Double = 0.9): Sm3 = Optax.sm3(learningRate)
    .momentum(momentum)

/**
 * Adam whose average of squares follows by bounded steps.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun yogi(learningRate: Double, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-3): Yogi =
    Optax.yogi(learningRate)
        .b1(b1)
        .b2(b2)
        .eps(eps)

/**
 * Adam whose average of squares follows by bounded steps.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun yogi(learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-3): Yogi =
    Optax.yogi(learningRate)
        .b1(b1)
        .b2(b2)
        .eps(eps)

/**
 * A step of its own for each weight, by the sign of the gradient alone; for full batches.
 *
 * @param learningRate the first size of the steps
 * @param etaMinus what a step shrinks by
 * @param etaPlus what a step grows by
 * @param minStepSize the smallest step
 * @param maxStepSize the largest step
 */
public fun rprop(
    learningRate: Double,
    etaMinus: Double = 0.5,
    etaPlus: Double = 1.2,
    minStepSize: Double = 1e-6,
    maxStepSize: Double = 50.0,
): Rprop = Optax.rprop(learningRate)
    .etaMinus(etaMinus)
    .etaPlus(etaPlus)
    .minStepSize(minStepSize)
    .maxStepSize(maxStepSize)
