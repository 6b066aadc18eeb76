package dev.covector.dsl

import dev.covector.Tensor

/** `this` plus each element of [x]: as in JAX, a number takes the dtype of the tensor. */
public operator fun Number.plus(x: Tensor): Tensor = x.plus(this)

/** `this` times each element of [x]: as in JAX, a number takes the dtype of the tensor. */
public operator fun Number.times(x: Tensor): Tensor = x.times(this)

/** `this` minus each element of [x]. */
public operator fun Number.minus(x: Tensor): Tensor = Tensor.of(this).minus(x)

/** `this` divided by each element of [x]. */
public operator fun Number.div(x: Tensor): Tensor = Tensor.of(this).div(x)
