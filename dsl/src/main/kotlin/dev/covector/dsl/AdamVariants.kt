package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.Adabelief
import dev.covector.optim.Adam
import dev.covector.optim.Adamax
import dev.covector.optim.AdamaxW
import dev.covector.optim.Adan
import dev.covector.optim.Amsgrad
import dev.covector.optim.Mask
import dev.covector.optim.Optax
import dev.covector.optim.Schedule

/**
 * Adam with the infinity norm in place of squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun adamax(learningRate: Double, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8): Adamax =
    Optax.adamax(learningRate)
        .b1(b1)
        .b2(b2)
        .eps(eps)

/**
 * Adam with the infinity norm in place of squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun adamax(learningRate: Schedule, b1: Double = 0.9, b2: Double = 0.999, eps: Double = 1e-8): Adamax =
    Optax.adamax(learningRate)
        .b1(b1)
        .b2(b2)
        .eps(eps)

/**
 * Adamax with decoupled weight decay.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun adamaxw(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    weightDecay: Double = 1e-4,
    mask: Mask? = null,
): AdamaxW = Optax.adamaxw(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adamax with decoupled weight decay.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun adamaxw(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    weightDecay: Double = 1e-4,
    mask: Mask? = null,
): AdamaxW = Optax.adamaxw(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adam with the largest average of squares so far.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param biasCorrectionMu whether the average of gradients is corrected for having begun at 0
 * @param biasCorrectionNu whether the average of squares is
 */
public fun amsgrad(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    biasCorrectionMu: Boolean = true,
    biasCorrectionNu: Boolean = true,
): Amsgrad = Optax.amsgrad(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .biasCorrectionMu(biasCorrectionMu)
    .biasCorrectionNu(biasCorrectionNu)

/**
 * Adam with the largest average of squares so far.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param biasCorrectionMu whether the average of gradients is corrected for having begun at 0
 * @param biasCorrectionNu whether the average of squares is
 */
public fun amsgrad(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    biasCorrectionMu: Boolean = true,
    biasCorrectionNu: Boolean = true,
): Amsgrad = Optax.amsgrad(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .biasCorrectionMu(biasCorrectionMu)
    .biasCorrectionNu(biasCorrectionNu)

/**
 * Adam with the deviation of gradients from their average in place of squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param nesterov whether Nesterov's momentum is used
 */
public fun adabelief(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-16,
    epsRoot: Double = 1e-16,
    nesterov: Boolean = false,
): Adabelief = Optax.adabelief(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .nesterov(nesterov)

/**
 * Adam with the deviation of gradients from their average in place of squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param nesterov whether Nesterov's momentum is used
 */
public fun adabelief(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-16,
    epsRoot: Double = 1e-16,
    nesterov: Boolean = false,
): Adabelief = Optax.adabelief(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .nesterov(nesterov)

/**
 * Adaptive Nesterov momentum.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of differences
 * @param b3 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun adan(
    learningRate: Double,
    b1: Double = 0.98,
    b2: Double = 0.92,
    b3: Double = 0.99,
    eps: Double = 1e-8,
    epsRoot: Double = 1e-8,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Adan = Optax.adan(learningRate)
    .b1(b1)
    .b2(b2)
    .b3(b3)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * Adaptive Nesterov momentum.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of differences
 * @param b3 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun adan(
    learningRate: Schedule,
    b1: Double = 0.98,
    b2: Double = 0.92,
    b3: Double = 0.99,
    eps: Double = 1e-8,
    epsRoot: Double = 1e-8,
    weightDecay: Double = 0.0,
    mask: Mask? = null,
): Adan = Optax.adan(learningRate)
    .b1(b1)
    .b2(b2)
    .b3(b3)
    .eps(eps)
    .epsRoot(epsRoot)
    .weightDecay(weightDecay)
    .mask(mask)
