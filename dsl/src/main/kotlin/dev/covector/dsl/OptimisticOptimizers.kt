package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.Optax
import dev.covector.optim.OptimisticAdam
import dev.covector.optim.OptimisticAdamV2
import dev.covector.optim.OptimisticGradientDescent
import dev.covector.optim.Schedule

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
