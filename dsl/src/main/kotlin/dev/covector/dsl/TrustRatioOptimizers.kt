package dev.covector.dsl

import dev.covector.optim.Fromage
import dev.covector.optim.Lamb
import dev.covector.optim.Lars
import dev.covector.optim.Mask
import dev.covector.optim.Optax
import dev.covector.optim.Schedule

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
