package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.optim.Contrib
import dev.covector.optim.GradientTransformation
import dev.covector.optim.Labels
import dev.covector.optim.NamedChain
import dev.covector.optim.OptState
import dev.covector.optim.Optax
import dev.covector.optim.Partition

/** The parameters after a step: with the updates of an optimizer added. */
public fun <P : Any> applyUpdates(params: P, updates: P): P = Optax.applyUpdates(params, updates)

/** The old tensors moved towards the new ones by a part [stepSize] of the way: a running average. */
public fun <P : Any> incrementalUpdate(newTensors: P, oldTensors: P, stepSize: Double): P =
    Optax.incrementalUpdate(newTensors, oldTensors, stepSize)

/** The new tensors in each step whose number is a multiple of [period], the old ones otherwise. */
public fun <P : Any> periodicUpdate(newTensors: P, oldTensors: P, steps: Tensor, period: Int): P =
    Optax.periodicUpdate(newTensors, oldTensors, steps, period)

/** The norm of all tensors of a tree together. */
public fun globalNorm(tree: Any): Tensor = Optax.globalNorm(tree)

/** Transformations one after the other, whose states have names. */
public fun namedChain(vararg transformations: Pair<String, GradientTransformation>): NamedChain =
    Optax.namedChain(linkedMapOf(*transformations))

/**
 * Another transformation for each group of parameters.
 *
 * ```kotlin
 * val tx = partition("kernels" to adamw(1e-3), "others" to adam(1e-3)) { _, x ->
 *     if (x.rank > 1) "kernels" else "others"
 * }
 * ```
 *
 * @param labels the name of the group of a tensor, by its path and type
 */
public fun partition(vararg transformations: Pair<String, GradientTransformation>, labels: Labels): Partition =
    Optax.partition(mapOf(*transformations), labels)

/** The parameters to evaluate with, of a schedule-free optimizer in the state [state]. */
public fun <P : Any> scheduleFreeEvalParams(state: OptState, params: P): P =
    Contrib.scheduleFreeEvalParams(state, params)
