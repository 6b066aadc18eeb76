package dev.covector.dsl

import dev.covector.Tensor

// Tensor's own plus, minus, times, div, rem, unaryMinus, not and get are operators already.

/** This number plus each element of [x]; the number takes the dtype of [x] where it fits, as in JAX. */
public operator fun Number.plus(x: Tensor): Tensor = x.plus(this)

/** This number minus each element of [x]. */
public operator fun Number.minus(x: Tensor): Tensor = Tensor.of(this).minus(x)

/** This number times each element of [x]. */
public operator fun Number.times(x: Tensor): Tensor = x.times(this)

/** This number divided by each element of [x]; integers give floats. */
public operator fun Number.div(x: Tensor): Tensor = Tensor.of(this).div(x)

/** The tensor itself. */
public operator fun Tensor.unaryPlus(): Tensor = this

/** The product as of `jnp.dot`: over the last axis of this and the second last of [other]. */
public infix fun Tensor.dot(other: Tensor): Tensor = this.dot(other)

/** The product of matrices, broadcast over leading axes, as of `jnp.matmul`. */
public infix fun Tensor.matmul(other: Tensor): Tensor = this.matmul(other)

/** Each element to the power of [exponent]. */
public infix fun Tensor.pow(exponent: Number): Tensor = this.pow(exponent)

/** Each element to the power of the element of [exponent]. */
public infix fun Tensor.pow(exponent: Tensor): Tensor = this.pow(exponent)

/** Where this is less than [other]: bools, as Kotlin's `<` can only give one. */
public infix fun Tensor.lt(other: Tensor): Tensor = this.lt(other)

/** Where this is less than [other]. */
public infix fun Tensor.lt(other: Number): Tensor = this.lt(other)

/** Where this is at most [other]. */
public infix fun Tensor.le(other: Tensor): Tensor = this.le(other)

/** Where this is at most [other]. */
public infix fun Tensor.le(other: Number): Tensor = this.le(other)

/** Where this is greater than [other]. */
public infix fun Tensor.gt(other: Tensor): Tensor = this.gt(other)

/** Where this is greater than [other]. */
public infix fun Tensor.gt(other: Number): Tensor = this.gt(other)

/** Where this is at least [other]. */
public infix fun Tensor.ge(other: Tensor): Tensor = this.ge(other)

/** Where this is at least [other]. */
public infix fun Tensor.ge(other: Number): Tensor = this.ge(other)

/** Where this equals [other], element by element; `==` compares identities. */
public infix fun Tensor.eq(other: Tensor): Tensor = this.eq(other)

/** Where this equals [other]. */
public infix fun Tensor.eq(other: Number): Tensor = this.eq(other)

/** Where this differs from [other]. */
public infix fun Tensor.ne(other: Tensor): Tensor = this.ne(other)

/** Where this differs from [other]. */
public infix fun Tensor.ne(other: Number): Tensor = this.ne(other)

/** Both, bit by bit. */
public infix fun Tensor.and(other: Tensor): Tensor = this.and(other)

/** Either, bit by bit. */
public infix fun Tensor.or(other: Tensor): Tensor = this.or(other)

/** One but not both, bit by bit. */
public infix fun Tensor.xor(other: Tensor): Tensor = this.xor(other)

/** The remainder of this number divided by each element of [x], with the sign of the element. */
public operator fun Number.rem(x: Tensor): Tensor = Tensor.of(this).rem(x)

/** This number to the power of each element of [exponent]. */
public infix fun Number.pow(exponent: Tensor): Tensor = Tensor.of(this).pow(exponent)
