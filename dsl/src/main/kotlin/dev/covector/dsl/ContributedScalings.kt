package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.Contrib
import dev.covector.optim.ScaleByAcprop
import dev.covector.optim.ScaleByAdemamix
import dev.covector.optim.ScaleByAdopt
import dev.covector.optim.ScaleByCocob
import dev.covector.optim.ScaleByDog
import dev.covector.optim.ScaleByDowg
import dev.covector.optim.ScaleByMadgrad
import dev.covector.optim.ScaleBySimplifiedAdemamix
import dev.covector.optim.Schedule

/**
 * Divides gradients by the deviation that was known before them. `Acprop` steps by it.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 */
public fun scaleByAcprop(
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-16,
    epsRoot: Double = 1e-16,
): ScaleByAcprop = Contrib.scaleByAcprop()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)

/**
 * As `ScaleByAdam`, with a second, slower average of gradients.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param b3 the decay of the slow average
 * @param alpha the weight of the slow average
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the averages; null for that of the parameters
 */
public fun scaleByAdemamix(
    b1: Double = 0.9,
    b2: Double = 0.999,
    b3: Double = 0.9999,
    alpha: Double = 6.0,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
): ScaleByAdemamix = Contrib.scaleByAdemamix()
    .b1(b1)
    .b2(b2)
    .b3(b3)
    .alpha(alpha)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)

/**
 * The sum of gradients, decayed, and the gradient itself, over the root of the average of squares.
 *
 * @param b1 the decay of the sum of gradients
 * @param b2 the decay of the average of squares
 * @param alpha the weight of the gradient itself
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 */
public fun scaleBySimplifiedAdemamix(
    b1: Double = 0.99,
    b2: Double = 0.95,
    alpha: Double = 0.0,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
): ScaleBySimplifiedAdemamix = Contrib.scaleBySimplifiedAdemamix()
    .b1(b1)
    .b2(b2)
    .alpha(alpha)
    .eps(eps)
    .epsRoot(epsRoot)

/**
 * The average of gradients that are divided by the root of the average of squares before them.
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps the least root of the average of squares
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param useClipping whether scaled gradients are clipped
 */
public fun scaleByAdopt(
    b1: Double = 0.9,
    b2: Double = 0.9999,
    eps: Double = 1e-6,
    muDtype: DType? = null,
    nesterov: Boolean = false,
    useClipping: Boolean = true,
): ScaleByAdopt = Contrib.scaleByAdopt()
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .muDtype(muDtype)
    .nesterov(nesterov)
    .useClipping(useClipping)

/**
 * Bets on coin flips: a step from the initial parameters without a learning rate.
 *
 * @param alpha how many of the largest gradients are bet at first
 * @param eps what the largest gradient begins with
 */
public fun scaleByCocob(alpha: Double = 100.0, eps: Double = 1e-8): ScaleByCocob = Contrib.scaleByCocob()
    .alpha(alpha)
    .eps(eps)

/**
 * Multiplies by the largest distance from the initial parameters over the root of the sum of squared norms.
 *
 * @param startValue that measure
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun scaleByDog(startValue: Double = 1e-6, eps: Double = 1e-8): ScaleByDog = Contrib.scaleByDog()
    .startValue(startValue)
    .eps(eps)

/**
 * As `ScaleByDog`, with gradients weighted by the distance.
 *
 * @param initEstimSqDist the first squared distance; null for eps
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun scaleByDowg(initEstimSqDist: Double? = null, eps: Double = 1e-4): ScaleByDowg = Contrib.scaleByDowg()
    .let { if (initEstimSqDist == null) it else it.initEstimSqDist(initEstimSqDist) }
    .eps(eps)

/**
 * Dual averaging with the cube root of the sum of squares; gives the whole step.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum
 * @param eps what is added to the rate and to the root
 */
public fun scaleByMadgrad(learningRate: Double, momentum: Double = 0.9, eps: Double = 1e-6): ScaleByMadgrad =
    Contrib.scaleByMadgrad(learningRate)
        .momentum(momentum)
        .eps(eps)

/**
 * Dual averaging with the cube root of the sum of squares; gives the whole step.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum
 * @param eps what is added to the rate and to the root
 */
public fun scaleByMadgrad(learningRate: Schedule, momentum: Double = 0.9, eps: Double = 1e-6): ScaleByMadgrad =
    Contrib.scaleByMadgrad(learningRate)
        .momentum(momentum)
        .eps(eps)
