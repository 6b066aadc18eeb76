package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.Adam
import dev.covector.optim.AdamW
import dev.covector.optim.Mask
import dev.covector.optim.Optax
import dev.covector.optim.Schedule

/**
 * Adam: steps by the average of gradients over the root of the average of their squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public fun adam(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    nesterov: Boolean = false,
): Adam = Optax.adam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .nesterov(nesterov)

/**
 * Adam: steps by the average of gradients over the root of the average of their squares.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 */
public fun adam(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    nesterov: Boolean = false,
): Adam = Optax.adam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .nesterov(nesterov)

/**
 * Adam with decoupled weight decay.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 * @param nesterov whether Nesterov's momentum is used
 */
public fun adamw(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    weightDecay: Double = 1e-4,
    mask: Mask? = null,
    nesterov: Boolean = false,
): AdamW = Optax.adamw(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)
    .nesterov(nesterov)

/**
 * Adam with decoupled weight decay.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 * @param nesterov whether Nesterov's momentum is used
 */
public fun adamw(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    weightDecay: Double = 1e-4,
    mask: Mask? = null,
    nesterov: Boolean = false,
): AdamW = Optax.adamw(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)
    .nesterov(nesterov)

/**
 * Adam with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 */
public fun nadam(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
): Adam = Optax.nadam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)

/**
 * Adam with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 */
public fun nadam(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
): Adam = Optax.nadam(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)

/**
 * AdamW with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun nadamw(
    learningRate: Double,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    weightDecay: Double = 1e-4,
    mask: Mask? = null,
): AdamW = Optax.nadamw(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)

/**
 * AdamW with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun nadamw(
    learningRate: Schedule,
    b1: Double = 0.9,
    b2: Double = 0.999,
    eps: Double = 1e-8,
    epsRoot: Double = 0.0,
    muDtype: DType? = null,
    weightDecay: Double = 1e-4,
    mask: Mask? = null,
): AdamW = Optax.nadamw(learningRate)
    .b1(b1)
    .b2(b2)
    .eps(eps)
    .epsRoot(epsRoot)
    .muDtype(muDtype)
    .weightDecay(weightDecay)
    .mask(mask)
