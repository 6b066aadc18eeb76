package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.functions.Functions

/** `max(x, 0)`; the derivative at 0 is 0. */
public fun relu(x: Tensor): Tensor = Functions.relu(x)

/** `min(max(x, 0), 6)`; the derivative at 0 and at 6 is 0. */
public fun relu6(x: Tensor): Tensor = Functions.relu6(x)

/** x for x at least 0, else 0.01 x. */
public fun leakyRelu(x: Tensor): Tensor = Functions.leakyRelu(x)

/** x for x at least 0, else the slope times x. */
public fun leakyRelu(x: Tensor, slope: Double): Tensor = Functions.leakyRelu(x, slope)

/** `relu6(x + 3) / 6`. */
public fun hardSigmoid(x: Tensor): Tensor = Functions.hardSigmoid(x)

/** `x * hardSigmoid(x)`. */
public fun hardSilu(x: Tensor): Tensor = Functions.hardSilu(x)

/** Another name of `hardSilu`. */
public fun hardSwish(x: Tensor): Tensor = Functions.hardSwish(x)

/** x between -1 and 1; the derivative is 1 at both ends and 0 outside. */
public fun hardTanh(x: Tensor): Tensor = Functions.hardTanh(x)

/** x above 0, else exp(x) - 1; Clevert et al. 2015. */
public fun elu(x: Tensor): Tensor = Functions.elu(x)

/** x above 0, else alpha (exp(x) - 1). */
public fun elu(x: Tensor, alpha: Double): Tensor = Functions.elu(x, alpha)

/** `max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)` with alpha 1; Barron 2017. */
public fun celu(x: Tensor): Tensor = Functions.celu(x)

/** `max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)`. */
public fun celu(x: Tensor, alpha: Double): Tensor = Functions.celu(x, alpha)

/** The scaled elu that keeps mean 0 and variance 1; Klambauer et al. 2017. */
public fun selu(x: Tensor): Tensor = Functions.selu(x)

/** 0 up to -1, x from 1 on, `(x + 1)^2 / 4` between. */
public fun sparsePlus(x: Tensor): Tensor = Functions.sparsePlus(x)

/** The derivative of `sparsePlus`: `clip(x + 1, 0, 2) / 2`. */
public fun sparseSigmoid(x: Tensor): Tensor = Functions.sparseSigmoid(x)

/** x itself. */
public fun identity(x: Tensor): Tensor = Functions.identity(x)
