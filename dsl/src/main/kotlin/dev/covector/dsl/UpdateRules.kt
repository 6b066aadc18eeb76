package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.optim.AddDecayedWeights
import dev.covector.optim.AddNoise
import dev.covector.optim.ApplyEvery
import dev.covector.optim.Centralize
import dev.covector.optim.Ema
import dev.covector.optim.Mask
import dev.covector.optim.NormalizeByUpdateNorm
import dev.covector.optim.Optax
import dev.covector.optim.ScaleByBacktrackingLinesearch
import dev.covector.optim.ScaleByDistanceOverGradients
import dev.covector.optim.ScaleByFactoredRms
import dev.covector.optim.ScaleByLbfgs
import dev.covector.optim.ScaleByLearningRate
import dev.covector.optim.ScaleByParamBlockNorm
import dev.covector.optim.ScaleByParamBlockRms
import dev.covector.optim.ScaleByPolyak
import dev.covector.optim.ScaleBySm3
import dev.covector.optim.ScaleByTrustRatio
import dev.covector.optim.ScaleByZoomLinesearch
import dev.covector.optim.Schedule
import dev.covector.optim.Trace

/**
 * Multiplies by minus the learning rate: the last part of a descent.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param flipSign whether it is minus the rate
 */
public fun scaleByLearningRate(learningRate: Double, flipSign: Boolean = true): ScaleByLearningRate =
    Optax.scaleByLearningRate(learningRate)
        .flipSign(flipSign)

/**
 * Multiplies by minus the learning rate: the last part of a descent.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param flipSign whether it is minus the rate
 */
public fun scaleByLearningRate(learningRate: Schedule, flipSign: Boolean = true): ScaleByLearningRate =
    Optax.scaleByLearningRate(learningRate)
        .flipSign(flipSign)

/**
 * Multiplies each update by the norm of its parameter over its own norm.
 *
 * @param minNorm the least norm
 * @param trustCoefficient a factor of the ratio
 * @param eps what is added to the norm of the update
 */
public fun scaleByTrustRatio(
    minNorm: Double = 0.0,
    trustCoefficient: Double = 1.0,
    eps: Double = 0.0,
): ScaleByTrustRatio = Optax.scaleByTrustRatio()
    .minNorm(minNorm)
    .trustCoefficient(trustCoefficient)
    .eps(eps)

/**
 * Multiplies each update by the norm of its parameter.
 *
 * @param minScale the least factor
 */
public fun scaleByParamBlockNorm(minScale: Double = 1e-3): ScaleByParamBlockNorm = Optax.scaleByParamBlockNorm()
    .minScale(minScale)

/**
 * Multiplies each update by the root of the mean square of its parameter.
 *
 * @param minScale the least factor
 */
public fun scaleByParamBlockRms(minScale: Double = 1e-3): ScaleByParamBlockRms = Optax.scaleByParamBlockRms()
    .minScale(minScale)

/**
 * Divides by the root of a bound of the sum of squares that needs one number per row and column only.
 *
 * @param b1 the decay of the momentum
 * @param b2 the decay of the sum of squares; 1 for a sum
 * @param eps what keeps the denominator from 0, outside of the root
 */
public fun scaleBySm3(b1: Double = 0.9, b2: Double = 1.0, eps: Double = 1e-8): ScaleBySm3 = Optax.scaleBySm3()
    .b1(b1)
    .b2(b2)
    .eps(eps)

/**
 * Multiplies by the distance that a tensor has come over the root of the sum of squared norms of its gradients, for
 * each tensor.
 *
 * @param repsRel the first distance, relative to 1 + the norm
 * @param eps what keeps the denominator from 0, outside of the root
 * @param globalScale a factor of all
 */
public fun scaleByDistanceOverGradients(
    repsRel: Double = 1e-6,
    eps: Double = 1e-8,
    globalScale: Double = 1.0,
): ScaleByDistanceOverGradients = Optax.scaleByDistanceOverGradients()
    .repsRel(repsRel)
    .eps(eps)
    .globalScale(globalScale)

/**
 * Multiplies by the gap between the loss and its least possible value over the squared norm of the gradient. Needs
 * the loss: `value`.
 *
 * @param maxLearningRate the largest factor
 * @param fMin the least possible loss
 * @param eps what is added to the squared norm
 * @param positivePart whether a loss below the least counts as the least (the variant SPS+)
 */
public fun scaleByPolyak(
    maxLearningRate: Double = 1.0,
    fMin: Double = 0.0,
    eps: Double = 0.0,
    positivePart: Boolean = false,
): ScaleByPolyak = Optax.scaleByPolyak()
    .maxLearningRate(maxLearningRate)
    .fMin(fMin)
    .eps(eps)
    .positivePart(positivePart)

/**
 * Divides by the norm of all updates together.
 *
 * @param scaleFactor the norm of the result
 * @param eps what is added to the norm
 */
public fun normalizeByUpdateNorm(scaleFactor: Double = 1.0, eps: Double = 1e-6): NormalizeByUpdateNorm =
    Optax.normalizeByUpdateNorm()
        .scaleFactor(scaleFactor)
        .eps(eps)

/**
 * Adds up k updates and gives their sum in every k-th step, zeros in between.
 *
 * @param k how many
 */
public fun applyEvery(k: Int = 1): ApplyEvery = Optax.applyEvery(k)

/** Subtracts from each gradient with several axes its mean over all but the first. */
public fun centralize(): Centralize = Optax.centralize()

/**
 * Divides by the root of the average of squares, which for large matrices is kept as the product of a row and a
 * column.
 *
 * @param factored whether large matrices are factored
 * @param decayRate the exponent of the decay: 1 - t^-rate at step t
 * @param stepOffset what is subtracted from the number of the step
 * @param minDimSizeToFactor the least size of both axes of a factored matrix
 * @param epsilon what is added to squares
 */
public fun scaleByFactoredRms(
    factored: Boolean = true,
    decayRate: Double = 0.8,
    stepOffset: Int = 0,
    minDimSizeToFactor: Int = 128,
    epsilon: Double = 1e-30,
): ScaleByFactoredRms = Optax.scaleByFactoredRms()
    .factored(factored)
    .decayRate(decayRate)
    .stepOffset(stepOffset)
    .minDimSizeToFactor(minDimSizeToFactor)
    .epsilon(epsilon)

/**
 * Momentum: each update is the gradient plus a part of the update before.
 *
 * @param decay the part of the update before
 * @param nesterov whether Nesterov's momentum is used
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public fun trace(decay: Double, nesterov: Boolean = false, accumulatorDtype: DType? = null): Trace = Optax.trace(decay)
    .nesterov(nesterov)
    .accumulatorDtype(accumulatorDtype)

/**
 * Another name of `trace`, which does not hide the trace of a matrix.
 *
 * @param decay the part of the update before
 */
public fun traceMomentum(decay: Double): Trace = Optax.traceMomentum(decay)

/**
 * The average of updates over steps, with weights that fall exponentially.
 *
 * @param decay the decay of the average
 * @param debias whether it is corrected for having begun at 0
 * @param accumulatorDtype the dtype of what is accumulated; null for that of the parameters
 */
public fun ema(decay: Double, debias: Boolean = true, accumulatorDtype: DType? = null): Ema = Optax.ema(decay)
    .debias(debias)
    .accumulatorDtype(accumulatorDtype)

/**
 * Adds a part of the parameters: weight decay.
 *
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun addDecayedWeights(weightDecay: Double = 0.0, mask: Mask? = null): AddDecayedWeights =
    Optax.addDecayedWeights(weightDecay)
        .mask(mask)

/**
 * Adds a part of the parameters: weight decay.
 *
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun addDecayedWeights(weightDecay: Tensor, mask: Mask? = null): AddDecayedWeights =
    Optax.addDecayedWeights(weightDecay)
        .mask(mask)

/**
 * Adds a part of the parameters: weight decay.
 *
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public fun addDecayedWeights(weightDecay: Schedule, mask: Mask? = null): AddDecayedWeights =
    Optax.addDecayedWeights(weightDecay)
        .mask(mask)

/**
 * Adds normal noise whose variance falls: eta / t^gamma at step t, from 1.
 *
 * @param eta the variance at the first step
 * @param gamma the exponent of its decay
 * @param key the random key
 */
public fun addNoise(eta: Double, gamma: Double, key: Tensor): AddNoise = Optax.addNoise(eta, gamma, key)

/**
 * Multiplies by an estimate of the inverse Hessian from the last steps.
 *
 * @param memorySize how many steps are remembered
 * @param scaleInitPrecond whether the estimate begins with the scale of the last step, and not with 1
 */
public fun scaleByLbfgs(memorySize: Int = 10, scaleInitPrecond: Boolean = true): ScaleByLbfgs = Optax.scaleByLbfgs()
    .memorySize(memorySize)
    .scaleInitPrecond(scaleInitPrecond)

/**
 * Scales a direction of descent by a step that satisfies the strong Wolfe conditions: the loss falls enough, and its
 * slope flattens enough. It needs the loss, the gradient and the loss as a function.
 *
 * @param maxLinesearchSteps how often the loss may be evaluated
 * @param maxLearningRate the largest step; null for none
 * @param increaseFactor what the step grows by while no interval is found
 * @param slopeRtol the part of the first slope that the loss has to fall by
 * @param curvRtol the part of the first slope that is flat enough
 * @param approxDecRtol how much the loss may rise, relative, where the slope says it fell; null for not at all
 * @param intervalThreshold the length at which an interval is given up
 * @param keepsStep whether the first guess is the step before, and not 1
 */
public fun scaleByZoomLinesearch(
    maxLinesearchSteps: Int,
    maxLearningRate: Double? = null,
    increaseFactor: Double = 2.0,
    slopeRtol: Double = 1e-4,
    curvRtol: Double = 0.9,
    approxDecRtol: Double = 1e-6,
    intervalThreshold: Double = 1e-5,
    keepsStep: Boolean = true,
): ScaleByZoomLinesearch = Optax.scaleByZoomLinesearch(maxLinesearchSteps)
    .let { if (maxLearningRate == null) it else it.maxLearningRate(maxLearningRate) }
    .increaseFactor(increaseFactor)
    .slopeRtol(slopeRtol)
    .curvRtol(curvRtol)
    .approxDecRtol(approxDecRtol)
    .intervalThreshold(intervalThreshold)
    .keepsStep(keepsStep)

/**
 * Scales a direction of descent by a step that is shortened until the loss falls enough. It needs the loss, the
 * gradient and the loss as a function.
 *
 * @param maxBacktrackingSteps how often the step may be shortened
 * @param slopeRtol the part of the slope that the loss has to fall by
 * @param decreaseFactor what the step is shortened by
 * @param increaseFactor what the first guess is longer by than the step before
 * @param maxLearningRate the largest step
 * @param atol how much less the loss may fall
 * @param rtol how much less it may fall, relative
 * @param storeGrad whether the gradient there is kept, for `Optax#valueAndGradFromState`
 */
public fun scaleByBacktrackingLinesearch(
    maxBacktrackingSteps: Int,
    slopeRtol: Double = 1e-4,
    decreaseFactor: Double = 0.8,
    increaseFactor: Double = 1.5,
    maxLearningRate: Double = 1.0,
    atol: Double = 0.0,
    rtol: Double = 0.0,
    storeGrad: Boolean = false,
): ScaleByBacktrackingLinesearch = Optax.scaleByBacktrackingLinesearch(maxBacktrackingSteps)
    .slopeRtol(slopeRtol)
    .decreaseFactor(decreaseFactor)
    .increaseFactor(increaseFactor)
    .maxLearningRate(maxLearningRate)
    .atol(atol)
    .rtol(rtol)
    .storeGrad(storeGrad)
