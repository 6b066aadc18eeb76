package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.Lion
import dev.covector.optim.Mask
import dev.covector.optim.Optax
import dev.covector.optim.Schedule
import dev.covector.optim.SignSgd
import dev.covector.optim.Signum

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
