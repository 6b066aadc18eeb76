package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.ApplyIfFinite
import dev.covector.optim.Chain
import dev.covector.optim.ConditionallyMask
import dev.covector.optim.ConditionallyTransform
import dev.covector.optim.Flatten
import dev.covector.optim.GradientTransformation
import dev.covector.optim.Identity
import dev.covector.optim.InjectHyperparams
import dev.covector.optim.Lookahead
import dev.covector.optim.Mask
import dev.covector.optim.Masked
import dev.covector.optim.MultiSteps
import dev.covector.optim.Optax
import dev.covector.optim.Partition
import dev.covector.optim.Schedule
import dev.covector.optim.SetToZero

/**
 * One transformation after the other.
 *
 * @param transformations in the order in which they are applied
 */
public fun chain(vararg transformations: GradientTransformation): Chain = Optax.chain(*transformations)

/**
 * A transformation of some tensors; the others pass as they are.
 *
 * @param inner the transformation
 * @param mask the tensors it is for
 */
public fun masked(inner: GradientTransformation, mask: Mask): Masked = Optax.masked(inner, mask)

/**
 * Zeros in place of the updates of some tensors.
 *
 * @param mask the tensors it is for
 */
public fun freeze(mask: Mask): Masked = Optax.freeze(mask)

/** An optimizer of the tensors that are not frozen; the others get zeros. */
public fun selectiveTransform(optimizer: GradientTransformation, frozen: Mask): Partition =
    Optax.selectiveTransform(optimizer, frozen)

/**
 * One step for every k calls, with the mean of their gradients.
 *
 * @param inner the optimizer
 * @param useGradMean whether gradients are averaged, not added up
 * @param accumulatorDtype the dtype of the average
 */
public fun multiSteps(
    inner: GradientTransformation,
    k: Int,
    useGradMean: Boolean = true,
    accumulatorDtype: DType = DType.F32,
): MultiSteps = Optax.multiSteps(inner, k)
    .useGradMean(useGradMean)
    .accumulatorDtype(accumulatorDtype)

/**
 * One step for every k calls, where k depends on the number of steps.
 *
 * @param inner the optimizer
 * @param everyK the number of calls for a step, by the number of steps: i32 scalars
 * @param useGradMean whether gradients are averaged, not added up
 * @param accumulatorDtype the dtype of the average
 */
public fun multiSteps(
    inner: GradientTransformation,
    everyK: Schedule,
    useGradMean: Boolean = true,
    accumulatorDtype: DType = DType.F32,
): MultiSteps = Optax.multiSteps(inner, everyK)
    .useGradMean(useGradMean)
    .accumulatorDtype(accumulatorDtype)

/**
 * A transformation that ignores updates with a NaN or an infinity.
 *
 * @param inner the transformation
 * @param maxConsecutiveErrors how many updates in a row may be ignored
 */
public fun applyIfFinite(inner: GradientTransformation, maxConsecutiveErrors: Int): ApplyIfFinite =
    Optax.applyIfFinite(inner, maxConsecutiveErrors)

/**
 * An optimizer whose hyperparameters are in its state.
 *
 * @param inner the optimizer: a record, or a chain of records, whose `Hyperparameter`s are found in it
 * @param dtype the dtype of the hyperparameters; null for the widest of the parameters
 */
public fun injectHyperparams(inner: GradientTransformation, dtype: DType? = null): InjectHyperparams =
    Optax.injectHyperparams(inner)
        .let { if (dtype == null) it else it.dtype(dtype) }

/** Leaves updates as they are. */
public fun identity(): Identity = Optax.identity()

/**
 * Zeros in place of all updates. It reads none of the gradients, so what computes them falls away from a compiled
 * step.
 */
public fun setToZero(): SetToZero = Optax.setToZero()

/**
 * An optimizer whose parameters are pulled back, every few steps, to slow ones that follow them. Parameters and
 * updates are `LookaheadParams`; gradients are those of the fast ones.
 *
 * @param fastOptimizer the optimizer
 * @param syncPeriod how many steps there are between pulls
 * @param slowStepSize the part of the way that the slow ones go
 * @param resetState whether the state of the optimizer begins anew after a pull
 */
public fun lookahead(
    fastOptimizer: GradientTransformation,
    syncPeriod: Int,
    slowStepSize: Double,
    resetState: Boolean = false,
): Lookahead = Optax.lookahead(fastOptimizer, syncPeriod, slowStepSize)
    .resetState(resetState)

/**
 * A transformation in some steps only; in the others updates pass as they are.
 *
 * @param inner the transformation
 * @param shouldTransform a bool scalar by the number of the step
 */
public fun conditionallyTransform(inner: GradientTransformation, shouldTransform: Schedule): ConditionallyTransform =
    Optax.conditionallyTransform(inner, shouldTransform)

/**
 * A transformation in some steps only; in the others updates are zeros.
 *
 * @param inner the transformation
 * @param shouldTransform a bool scalar by the number of the step
 */
public fun conditionallyMask(inner: GradientTransformation, shouldTransform: Schedule): ConditionallyMask =
    Optax.conditionallyMask(inner, shouldTransform)

/**
 * A transformation of one long vector of all elements.
 *
 * @param inner the transformation
 */
public fun flatten(inner: GradientTransformation): Flatten = Optax.flatten(inner)
