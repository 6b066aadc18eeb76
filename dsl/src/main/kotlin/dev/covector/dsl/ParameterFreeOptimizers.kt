package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.Cocob
import dev.covector.optim.Contrib
import dev.covector.optim.DadaptAdamW
import dev.covector.optim.Dog
import dev.covector.optim.Dowg
import dev.covector.optim.GradientTransformation
import dev.covector.optim.Mask
import dev.covector.optim.Mechanize
import dev.covector.optim.Momo
import dev.covector.optim.MomoAdam
import dev.covector.optim.Prodigy
import dev.covector.optim.Schedule
import dev.covector.optim.ScheduleFree
import dev.covector.optim.ScheduleFreeAdamW
import dev.covector.optim.ScheduleFreeSgd

/**
 * Coin betting: an optimizer without a learning rate.
 *
 * @param learningRate a factor of gradients
 * @param alpha how many of the largest gradients are bet at first
 * @param eps what the largest gradient begins with
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun cocob(
    learningRate: Double = 1.0,
    alpha: Double = 100.0,
    eps: Double = 1e-8,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Cocob = Contrib.cocob()
    .learningRate(learningRate)
    .alpha(alpha)
    .eps(eps)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Distance over gradients: an optimizer without a learning rate.
 *
 * @param learningRate a factor of the step
 * @param startValue that measure
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the weight decay; null for none
 * @param mask which parameters decay; null for all
 */
public fun dog(
    learningRate: Double = 1.0,
    startValue: Double = 1e-6,
    eps: Double = 1e-8,
    weightDecay: Double? = null,
    mask: Mask? = null,
): Dog = Contrib.dog()
    .learningRate(learningRate)
    .startValue(startValue)
    .eps(eps)
    .let { if (weightDecay == null) it else it.weightDecay(weightDecay) }
    .mask(mask)

/**
 * Distance over weighted gradients: an optimizer without a learning rate.
 *
 * @param learningRate a factor of the step
 * @param initEstimSqDist the first squared distance; null for eps
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the weight decay; null for none
 * @param mask which parameters decay; null for all
 */
public fun dowg(
    learningRate: Double = 1.0,
    initEstimSqDist: Double? = null,
    eps: Double = 1e-4,
    weightDecay: Double? = null,
    mask: Mask? = null,
): Dowg = Contrib.dowg()
    .learningRate(learningRate)
    .let { if (initEstimSqDist == null) it else it.initEstimSqDist(initEstimSqDist) }
    .eps(eps)
    .let { if (weightDecay == null) it else it.weightDecay(weightDecay) }
    .mask(mask)

/**
 * AdamW that finds its learning rate.
 *
 * @param learningRate a factor of the estimated rate
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param estimLr0 the first estimate
 * @param weightDecay the strength of the weight decay
 */
public fun dadaptAdamw(
    learningRate: Double = 1.0,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    estimLr0: Double = 1e-6,
    weightDecay: Double = 0.0,
): DadaptAdamW = Contrib.dadaptAdamw()
    .learningRate(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .estimLr0(estimLr0)
    .weightDecay(weightDecay)

/**
 * Adam that finds its learning rate, faster than `DadaptAdamW`.
 *
 * @param learningRate a factor of the estimated rate
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param beta3 the decay of the sums; null for the root of b2
 * @param eps what keeps the denominator from 0, outside of the root
 * @param estimLr0 the first estimate
 * @param estimLrCoef a factor of the estimate
 * @param weightDecay the strength of the weight decay
 * @param safeguardWarmup whether the sums leave out the learning rate, for warm-up
 */
public fun prodigy(
    learningRate: Double = 1.0,
    b1: Double = 0.9,
    b2: Double = 0.999,
    beta3: Double? = null,
    eps: Double = 1e-8,
    estimLr0: Double = 1e-6,
    estimLrCoef: Double = 1.0,
    weightDecay: Double = 0.0,
    safeguardWarmup: Boolean = false,
): Prodigy = Contrib.prodigy()
    .learningRate(learningRate)
    .b1(b1)
    .b2(b2)
    .let { if (beta3 == null) it else it.beta3(beta3) }
    .eps(eps)
    .estimLr0(estimLr0)
    .estimLrCoef(estimLrCoef)
    .weightDecay(weightDecay)
    .safeguardWarmup(safeguardWarmup)

/**
 * An optimizer that needs no schedule: gradients are taken between its own iterates and their average; the average
 * is what to evaluate with, `scheduleFreeEvalParams`.
 *
 * @param baseOptimizer the optimizer of the iterates
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the weight of the average where gradients are taken
 * @param weightLrPower the power of the rate that weighs an iterate
 * @param stateDtype the dtype of the iterates; null for that of the parameters
 */
public fun scheduleFree(
    baseOptimizer: GradientTransformation,
    learningRate: Double,
    b1: Double = 0.9,
    weightLrPower: Double = 2.0,
    stateDtype: DType? = null,
): ScheduleFree = Contrib.scheduleFree(baseOptimizer, learningRate)
    .b1(b1)
    .weightLrPower(weightLrPower)
    .stateDtype(stateDtype)

/**
 * An optimizer that needs no schedule: gradients are taken between its own iterates and their average; the average
 * is what to evaluate with, `scheduleFreeEvalParams`.
 *
 * @param baseOptimizer the optimizer of the iterates
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the weight of the average where gradients are taken
 * @param weightLrPower the power of the rate that weighs an iterate
 * @param stateDtype the dtype of the iterates; null for that of the parameters
 */
public fun scheduleFree(
    baseOptimizer: GradientTransformation,
    learningRate: Schedule,
    b1: Double = 0.9,
    weightLrPower: Double = 2.0,
    stateDtype: DType? = null,
): ScheduleFree = Contrib.scheduleFree(baseOptimizer, learningRate)
    .b1(b1)
    .weightLrPower(weightLrPower)
    .stateDtype(stateDtype)

/**
 * Gradient descent without a schedule.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param warmupSteps the length of the warm-up
 * @param b1 the weight of the average where gradients are taken
 * @param weightDecay the weight decay; null for none
 * @param weightLrPower the power of the rate that weighs an iterate
 * @param stateDtype the dtype of the iterates; null for that of the parameters
 */
public fun scheduleFreeSgd(
    learningRate: Double = 1.0,
    warmupSteps: Int = 0,
    b1: Double = 0.9,
    weightDecay: Double? = null,
    weightLrPower: Double = 2.0,
    stateDtype: DType? = null,
): ScheduleFreeSgd = Contrib.scheduleFreeSgd()
    .learningRate(learningRate)
    .warmupSteps(warmupSteps)
    .b1(b1)
    .let { if (weightDecay == null) it else it.weightDecay(weightDecay) }
    .weightLrPower(weightLrPower)
    .stateDtype(stateDtype)

/**
 * AdamW without a schedule.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param warmupSteps the length of the warm-up
 * @param b1 the weight of the average where gradients are taken
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the strength of the weight decay
 * @param weightLrPower the power of the rate that weighs an iterate
 * @param stateDtype the dtype of the iterates; null for that of the parameters
 */
public fun scheduleFreeAdamw(
    learningRate: Double = 0.0025,
    warmupSteps: Int = 0,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    weightDecay: Double = 0.0,
    weightLrPower: Double = 2.0,
    stateDtype: DType? = null,
): ScheduleFreeAdamW = Contrib.scheduleFreeAdamw()
    .learningRate(learningRate)
    .warmupSteps(warmupSteps)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .weightDecay(weightDecay)
    .weightLrPower(weightLrPower)
    .stateDtype(stateDtype)

/**
 * Gradient descent with momentum, with steps from a model of the loss.
 *
 * @param learningRate the largest rate: a number, a scalar tensor, or a schedule
 * @param beta the decay of the averages
 * @param lowerBound the least loss that is known
 * @param weightDecay the strength of the weight decay
 * @param adaptLowerBound whether the bound follows the losses
 */
public fun momo(
    learningRate: Double = 1.0,
    beta: Double = 0.9,
    lowerBound: Double = 0.0,
    weightDecay: Double = 0.0,
    adaptLowerBound: Boolean = false,
): Momo = Contrib.momo(learningRate)
    .beta(beta)
    .lowerBound(lowerBound)
    .weightDecay(weightDecay)
    .adaptLowerBound(adaptLowerBound)

/**
 * Gradient descent with momentum, with steps from a model of the loss.
 *
 * @param learningRate the largest rate: a number, a scalar tensor, or a schedule
 * @param beta the decay of the averages
 * @param lowerBound the least loss that is known
 * @param weightDecay the strength of the weight decay
 * @param adaptLowerBound whether the bound follows the losses
 */
public fun momo(
    learningRate: Schedule,
    beta: Double = 0.9,
    lowerBound: Double = 0.0,
    weightDecay: Double = 0.0,
    adaptLowerBound: Boolean = false,
): Momo = Contrib.momo(learningRate)
    .beta(beta)
    .lowerBound(lowerBound)
    .weightDecay(weightDecay)
    .adaptLowerBound(adaptLowerBound)

/**
 * Adam with steps from a model of the loss.
 *
 * @param learningRate the largest rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param lowerBound the least loss that is known
 * @param weightDecay the strength of the weight decay
 * @param adaptLowerBound whether the bound follows the losses
 */
public fun momoAdam(
    learningRate: Double = 0.01,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    lowerBound: Double = 0.0,
    weightDecay: Double = 0.0,
    adaptLowerBound: Boolean = false,
): MomoAdam = Contrib.momoAdam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .lowerBound(lowerBound)
    .weightDecay(weightDecay)
    .adaptLowerBound(adaptLowerBound)

/**
 * Adam with steps from a model of the loss.
 *
 * @param learningRate the largest rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param lowerBound the least loss that is known
 * @param weightDecay the strength of the weight decay
 * @param adaptLowerBound whether the bound follows the losses
 */
public fun momoAdam(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    lowerBound: Double = 0.0,
    weightDecay: Double = 0.0,
    adaptLowerBound: Boolean = false,
): MomoAdam = Contrib.momoAdam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .lowerBound(lowerBound)
    .weightDecay(weightDecay)
    .adaptLowerBound(adaptLowerBound)

/**
 * An optimizer whose learning rate is found.
 *
 * @param baseOptimizer the optimizer, with a rate of 1 or a schedule whose peak is 1
 * @param weightDecay the strength of the tuner's own weight decay
 * @param eps what keeps denominators from 0
 * @param sInit the first scale
 * @param numBetas how many tuners there are; the memory of the n-th is 1 - 0.1^n
 */
public fun mechanize(
    baseOptimizer: GradientTransformation,
    weightDecay: Double = 1e-2,
    eps: Double = 1e-8,
    sInit: Double = 1e-6,
    numBetas: Int = 6,
): Mechanize = Contrib.mechanize(baseOptimizer)
    .weightDecay(weightDecay)
    .eps(eps)
    .sInit(sInit)
    .numBetas(numBetas)
