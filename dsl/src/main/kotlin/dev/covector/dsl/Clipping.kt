package dev.covector.dsl

import dev.covector.optim.AdaptiveGradClip
import dev.covector.optim.Clip
import dev.covector.optim.ClipByBlockRms
import dev.covector.optim.ClipByGlobalNorm
import dev.covector.optim.KeepParamsNonnegative
import dev.covector.optim.Optax
import dev.covector.optim.ZeroNans

/**
 * Brings each element into [-maxDelta, maxDelta].
 *
 * @param maxDelta the largest absolute value
 */
public fun clip(maxDelta: Double): Clip = Optax.clip(maxDelta)

/**
 * Scales each tensor whose root mean square is above a threshold down to it.
 *
 * @param threshold the largest root mean square
 */
public fun clipByBlockRms(threshold: Double): ClipByBlockRms = Optax.clipByBlockRms(threshold)

/**
 * Scales all updates down together when their norm is above a bound.
 *
 * @param maxNorm the largest norm
 */
public fun clipByGlobalNorm(maxNorm: Double): ClipByGlobalNorm = Optax.clipByGlobalNorm(maxNorm)

/**
 * Clips the gradient of each unit (output) to a part of the norm of its weights.
 *
 * @param clipping the largest ratio of the norms
 * @param eps the least norm of weights
 */
public fun adaptiveGradClip(clipping: Double, eps: Double = 1e-3): AdaptiveGradClip = Optax.adaptiveGradClip(clipping)
    .eps(eps)

/** Changes updates so that no parameter falls below 0. */
public fun keepParamsNonnegative(): KeepParamsNonnegative = Optax.keepParamsNonnegative()

/** Puts zeros in place of NaNs, and says in the state which tensors had some. */
public fun zeroNans(): ZeroNans = Optax.zeroNans()
