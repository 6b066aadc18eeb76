package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.functions.Functions

/** `1 / (1 + exp(-x))`. */
public fun sigmoid(x: Tensor): Tensor = Functions.sigmoid(x)

/** `log(1 + exp(x))` without overflow. */
public fun softplus(x: Tensor): Tensor = Functions.softplus(x)

/** `log(sigmoid(x))` without overflow. */
public fun logSigmoid(x: Tensor): Tensor = Functions.logSigmoid(x)

/** `x / (|x| + 1)`. */
public fun softSign(x: Tensor): Tensor = Functions.softSign(x)

/** `x * sigmoid(x)`; Elfwing et al. 2017. */
public fun silu(x: Tensor): Tensor = Functions.silu(x)

/** Another name of `silu`. */
public fun swish(x: Tensor): Tensor = Functions.swish(x)

/** `x * tanh(softplus(x))`; Misra 2019. */
public fun mish(x: Tensor): Tensor = Functions.mish(x)

/** `(x + sqrt(x^2 + 4)) / 2`; Barron 2021. */
public fun squareplus(x: Tensor): Tensor = Functions.squareplus(x)

/** `(x + sqrt(x^2 + b)) / 2`. */
public fun squareplus(x: Tensor, b: Double): Tensor = Functions.squareplus(x, b)

/** x times the normal distribution's cumulative function, in its tanh approximation. */
public fun gelu(x: Tensor): Tensor = Functions.gelu(x)

/**
 * x times the normal distribution's cumulative function; Hendrycks and Gimpel 2016.
 *
 * @param approximate by tanh, or exactly by erfc
 */
public fun gelu(x: Tensor, approximate: Boolean): Tensor = Functions.gelu(x, approximate)

/** The first half of the last axis times the sigmoid of the second; Dauphin et al. 2016. */
public fun glu(x: Tensor): Tensor = Functions.glu(x)

/**
 * The first half of an axis times the sigmoid of the second.
 *
 * @throws dev.covector.ShapeException when the axis has an odd size
 */
public fun glu(x: Tensor, axis: Int): Tensor = Functions.glu(x, axis)

/** `log(1 - exp(-x))` without loss of digits, for x above 0. */
public fun log1mexp(x: Tensor): Tensor = Functions.log1mexp(x)
