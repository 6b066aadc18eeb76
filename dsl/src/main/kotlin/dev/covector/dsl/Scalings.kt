package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.optim.Optax
import dev.covector.optim.Scale
import dev.covector.optim.ScaleByAdadelta
import dev.covector.optim.ScaleByAdam
import dev.covector.optim.ScaleByAdamax
import dev.covector.optim.ScaleByAdan
import dev.covector.optim.ScaleByAmsgrad
import dev.covector.optim.ScaleByBelief
import dev.covector.optim.ScaleByLion
import dev.covector.optim.ScaleByNovograd
import dev.covector.optim.ScaleByOptimisticGradient
import dev.covector.optim.ScaleByRadam
import dev.covector.optim.ScaleByRms
import dev.covector.optim.ScaleByRprop
import dev.covector.optim.ScaleByRss
import dev.covector.optim.ScaleBySchedule
import dev.covector.optim.ScaleBySign
import dev.covector.optim.ScaleByStddev
import dev.covector.optim.ScaleByYogi
import dev.covector.optim.Schedule

/**
 * Divides the average of gradients by the root of the average of their squares, both corrected for having begun at
 * 0.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public fun scaleByAdam(
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    nesterov: Boolean = false,
): ScaleByAdam = Optax.scaleByAdam()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .nesterov(nesterov)

/**
 * As `ScaleByAdam`, with the largest average of squares so far.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param biasCorrectionMu whether the average of gradients is corrected for having begun at 0
 * @param biasCorrectionNu whether the average of squares is
 */
public fun scaleByAmsgrad(
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    biasCorrectionMu: Boolean = true,
    biasCorrectionNu: Boolean = true,
): ScaleByAmsgrad = Optax.scaleByAmsgrad()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .biasCorrectionMu(biasCorrectionMu)
    .biasCorrectionNu(biasCorrectionNu)

/**
 * As `ScaleByAdam`, with the largest absolute value, decayed, in place of the root of the average of squares.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun scaleByAdamax(b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8): ScaleByAdamax =
    Optax.scaleByAdamax()
        .b1(b1)
        .b2(b2)
        .eps(eps)

/**
 * Divides the averages of gradients and of their differences by the root of an average of squares.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of differences
 * @param b3 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 */
public fun scaleByAdan(
    b1: Double = 0.98,
    b2: Double = 0.92,
    b3: Double = 0.99,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
): ScaleByAdan = Optax.scaleByAdan()
    .b1(b1)
    .b2(b2)
    .b3(b3)
    .eps(eps)
    .epsRoot(epsRoot)

/**
 * As `ScaleByAdam`, with the average of squared deviations from the average.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param nesterov whether Nesterov's momentum is used
 */
public fun scaleByBelief(
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-16,
    epsRoot: Double = 1e-16,
    nesterov: Boolean = false,
): ScaleByBelief = Optax.scaleByBelief()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .nesterov(nesterov)

/**
 * As `ScaleByAdam`, with an average of squares that follows by a bounded step.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param initialAccumulator what both averages begin with
 */
public fun scaleByYogi(
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-3,
    epsRoot: Double = 0.0,
    initialAccumulator: Double = 1e-6,
): ScaleByYogi = Optax.scaleByYogi()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .initialAccumulator(initialAccumulator)

/**
 * As `ScaleByAdam`, rectified: the average of gradients alone until the average of squares can be trusted.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param threshold the length of the average from which squares are used
 * @param nesterov whether Nesterov's momentum is used
 */
public fun scaleByRadam(
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    threshold: Double = 5.0,
    nesterov: Boolean = false,
): ScaleByRadam = Optax.scaleByRadam()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .threshold(threshold)
    .nesterov(nesterov)

/**
 * Divides by the root of the sum of all squares so far.
 *
 * @param initialAccumulator what the sum begins with
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun scaleByRss(initialAccumulator: Double = 0.1, eps: Double = 1e-7): ScaleByRss = Optax.scaleByRss()
    .initialAccumulator(initialAccumulator)
    .eps(eps)

/**
 * Divides by the root of the average of squares.
 *
 * @param decay the decay of the average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param initialScale what the average of squares begins with
 * @param epsInSqrt whether eps is inside of the root
 * @param biasCorrection whether averages are corrected for having begun at 0
 */
public fun scaleByRms(
    decay: Double = 0.9,
    eps: Double = 1e-8,
    initialScale: Double = 0.0,
    epsInSqrt: Boolean = true,
    biasCorrection: Boolean = false,
): ScaleByRms = Optax.scaleByRms()
    .decay(decay)
    .eps(eps)
    .initialScale(initialScale)
    .epsInSqrt(epsInSqrt)
    .biasCorrection(biasCorrection)

/**
 * Divides by the standard deviation, from the averages of gradients and of squares.
 *
 * @param decay the decay of the average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param initialScale what the average of squares begins with
 * @param epsInSqrt whether eps is inside of the root
 * @param biasCorrection whether averages are corrected for having begun at 0
 */
public fun scaleByStddev(
    decay: Double = 0.9,
    eps: Double = 1e-8,
    initialScale: Double = 0.0,
    epsInSqrt: Boolean = true,
    biasCorrection: Boolean = false,
): ScaleByStddev = Optax.scaleByStddev()
    .decay(decay)
    .eps(eps)
    .initialScale(initialScale)
    .epsInSqrt(epsInSqrt)
    .biasCorrection(biasCorrection)

/**
 * The sign of a mean of the gradient and its average.
 *
 * @param b1 the weight of the average in the update
 * @param b2 the decay of the average
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param smoothBeta the slope at 0 of the smooth sign
 */
public fun scaleByLion(
    b1: Double = 0.9,
    b2: Double = 0.99,
    muDtype: DType? = null,
    smoothBeta: Double = 1.0,
): ScaleByLion = Optax.scaleByLion()
    .b1(b1)
    .b2(b2)
    .muDtype(muDtype)
    .smoothBeta(smoothBeta)

/**
 * Multiplies by the root of the average of squared updates over that of squared gradients.
 *
 * @param rho the decay of both averages
 * @param eps what keeps both roots from 0, inside of them
 */
public fun scaleByAdadelta(rho: Double = 0.9, eps: Double = 1e-6): ScaleByAdadelta = Optax.scaleByAdadelta()
    .rho(rho)
    .eps(eps)

/**
 * Divides each gradient by the average of its own norm, decays, and keeps the momentum of that.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squared norms
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 */
public fun scaleByNovograd(
    b1: Double = 0.9,
    b2: Double = 0.25,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    weightDecay: Double = 0.0,
    muDtype: DType? = null,
): ScaleByNovograd = Optax.scaleByNovograd()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .muDtype(muDtype)

/**
 * The gradient and how it changed since the last step: (alpha + beta) g - beta g_before.
 *
 * @param alpha the weight of the gradient
 * @param beta the weight of its change
 */
public fun scaleByOptimisticGradient(alpha: Double = 1.0, beta: Double = 1.0): ScaleByOptimisticGradient =
    Optax.scaleByOptimisticGradient()
        .alpha(alpha)
        .beta(beta)

/**
 * A step of its own for each weight, which grows while the sign of the gradient stays and shrinks when it changes.
 *
 * @param learningRate the first size of the steps
 * @param etaMinus what a step shrinks by
 * @param etaPlus what a step grows by
 * @param minStepSize the smallest step
 * @param maxStepSize the largest step
 */
public fun scaleByRprop(
    learningRate: Double,
    etaMinus: Double = 0.5,
    etaPlus: Double = 1.2,
    minStepSize: Double = 1e-6,
    maxStepSize: Double = 50.0,
): ScaleByRprop = Optax.scaleByRprop(learningRate)
    .etaMinus(etaMinus)
    .etaPlus(etaPlus)
    .minStepSize(minStepSize)
    .maxStepSize(maxStepSize)

/** The sign of each element. */
public fun scaleBySign(): ScaleBySign = Optax.scaleBySign()

/**
 * Multiplies by a number.
 *
 * @param stepSize the number
 */
public fun scale(stepSize: Double): Scale = Optax.scale(stepSize)

/**
 * Multiplies by a number in a tensor.
 *
 * @param stepSize the number
 */
public fun scale(stepSize: Tensor): Scale = Optax.scale(stepSize)

/**
 * Multiplies by the value of a schedule at the number of the step.
 *
 * @param schedule the factor at each step
 */
public fun scaleBySchedule(schedule: Schedule): ScaleBySchedule = Optax.scaleBySchedule(schedule)
