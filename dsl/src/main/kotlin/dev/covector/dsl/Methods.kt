package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linen.Applied
import dev.covector.linen.ApplyOptions
import dev.covector.linen.Bound
import dev.covector.linen.Module

private fun options(rngs: Map<String, Tensor>, training: Boolean, mutable: Iterable<String> = emptyList()) =
    ApplyOptions.keys(rngs).training(training).alsoMutable(*mutable.toList().toTypedArray())

/**
 * This module with variables at hand, for trying things out.
 *
 * @param mutable collections, whose changes it remembers
 */
public fun Module.bind(
    variables: Variables,
    rngs: Map<String, Tensor>,
    training: Boolean = false,
    mutable: Iterable<String> = emptyList(),
): Bound = bind(variables, options(rngs, training, mutable))

/** Draws the variables that the method [method] of no argument uses: `model.init(key(0), Vae::encode)`. */
public fun <M : Module, R : Any> M.init(key: Tensor, method: (M) -> R): Variables = init(key) { method(this) }

/**
 * What the method [method] of no argument computes: `model.apply(variables, Embedding::table)`.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public fun <M : Module, R : Any> M.apply(
    variables: Variables,
    method: (M) -> R,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training)) { method(this) }.output()

/** What the method [method] computes, and the collections that may change, as they are after it. */
public fun <M : Module, R : Any> M.apply(
    variables: Variables,
    method: (M) -> R,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable)) { method(this) }

/** Draws the variables that the method [method] of one argument uses: `model.init(key(0), Vae::encode, x)`. */
public fun <M : Module, A : Any, R : Any> M.init(key: Tensor, method: (M, A) -> R, a: A): Variables =
    init(key) { method(this, a) }

/**
 * What the method [method] of one argument computes: `model.apply(variables, Vae::decode, z)`.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public fun <M : Module, A : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A) -> R,
    a: A,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training)) { method(this, a) }.output()

/** What the method [method] computes, and the collections that may change, as they are after it. */
public fun <M : Module, A : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A) -> R,
    a: A,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable)) { method(this, a) }

/** Draws the variables that the method [method] of two arguments uses: `model.init(key(0), Vae::encode, x)`. */
public fun <M : Module, A : Any, B : Any, R : Any> M.init(key: Tensor, method: (M, A, B) -> R, a: A, b: B): Variables =
    init(key) { method(this, a, b) }

/**
 * What the method [method] of two arguments computes: `model.apply(variables, Vae::decode, z, label)`.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public fun <M : Module, A : Any, B : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A, B) -> R,
    a: A,
    b: B,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training)) { method(this, a, b) }.output()

/** What the method [method] computes, and the collections that may change, as they are after it. */
public fun <M : Module, A : Any, B : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A, B) -> R,
    a: A,
    b: B,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable)) { method(this, a, b) }

/** Draws the variables that the method [method] of three arguments uses: `model.init(key(0), Vae::encode, x)`. */
public fun <M : Module, A : Any, B : Any, C : Any, R : Any> M.init(
    key: Tensor,
    method: (M, A, B, C) -> R,
    a: A,
    b: B,
    c: C,
): Variables = init(key) { method(this, a, b, c) }

/**
 * What the method [method] of three arguments computes.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public fun <M : Module, A : Any, B : Any, C : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A, B, C) -> R,
    a: A,
    b: B,
    c: C,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training)) { method(this, a, b, c) }.output()

/** What the method [method] computes, and the collections that may change, as they are after it. */
public fun <M : Module, A : Any, B : Any, C : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A, B, C) -> R,
    a: A,
    b: B,
    c: C,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable)) { method(this, a, b, c) }

/** Draws the variables that the method [method] of four arguments uses: `model.init(key(0), Vae::encode, x)`. */
public fun <M : Module, A : Any, B : Any, C : Any, D : Any, R : Any> M.init(
    key: Tensor,
    method: (M, A, B, C, D) -> R,
    a: A,
    b: B,
    c: C,
    d: D,
): Variables = init(key) { method(this, a, b, c, d) }

/**
 * What the method [method] of four arguments computes.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public fun <M : Module, A : Any, B : Any, C : Any, D : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A, B, C, D) -> R,
    a: A,
    b: B,
    c: C,
    d: D,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training)) { method(this, a, b, c, d) }.output()

/** What the method [method] computes, and the collections that may change, as they are after it. */
public fun <M : Module, A : Any, B : Any, C : Any, D : Any, R : Any> M.apply(
    variables: Variables,
    method: (M, A, B, C, D) -> R,
    a: A,
    b: B,
    c: C,
    d: D,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable)) { method(this, a, b, c, d) }
