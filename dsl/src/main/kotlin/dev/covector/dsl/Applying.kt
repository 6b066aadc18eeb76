package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linen.Applied
import dev.covector.linen.ApplyOptions
import dev.covector.linen.Module1
import dev.covector.linen.Module2
import dev.covector.linen.Module3

private fun options(rngs: Map<String, Tensor>, training: Boolean, mutable: Iterable<String> = emptyList()) =
    ApplyOptions.keys(rngs).training(training).alsoMutable(*mutable.toList().toTypedArray())

/** What was computed: `val (output, changed) = model(variables, x, mutable = listOf("batch_stats"))`. */
public operator fun <R : Any> Applied<R>.component1(): R = output()

/** The mutable collections as they are now: `variables + changed` are the variables with them. */
public operator fun <R : Any> Applied<R>.component2(): Variables = variables()

/**
 * The output for variables and inputs.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public operator fun <A : Any, R : Any> Module1<A, R>.invoke(
    variables: Variables,
    x: A,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training), x).output()

/**
 * The output for variables and inputs, and the collections that may change, as they are after it.
 *
 * @param mutable collections, as `listOf("batch_stats")`
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public operator fun <A : Any, R : Any> Module1<A, R>.invoke(
    variables: Variables,
    x: A,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable), x)

/** The same as `model(variables, ...)`. */
public fun <A : Any, R : Any> Module1<A, R>.apply(
    variables: Variables,
    x: A,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training), x).output()

/** The same as `model(variables, ..., mutable)`. */
public fun <A : Any, R : Any> Module1<A, R>.apply(
    variables: Variables,
    x: A,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable), x)

/**
 * The output for variables and inputs.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public operator fun <A : Any, B : Any, R : Any> Module2<A, B, R>.invoke(
    variables: Variables,
    x: A,
    y: B,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training), x, y).output()

/**
 * The output for variables and inputs, and the collections that may change, as they are after it.
 *
 * @param mutable collections, as `listOf("batch_stats")`
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public operator fun <A : Any, B : Any, R : Any> Module2<A, B, R>.invoke(
    variables: Variables,
    x: A,
    y: B,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable), x, y)

/** The same as `model(variables, ...)`. */
public fun <A : Any, B : Any, R : Any> Module2<A, B, R>.apply(
    variables: Variables,
    x: A,
    y: B,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training), x, y).output()

/** The same as `model(variables, ..., mutable)`. */
public fun <A : Any, B : Any, R : Any> Module2<A, B, R>.apply(
    variables: Variables,
    x: A,
    y: B,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable), x, y)

/**
 * The output for variables and inputs.
 *
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public operator fun <A : Any, B : Any, C : Any, R : Any> Module3<A, B, C, R>.invoke(
    variables: Variables,
    x: A,
    y: B,
    z: C,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training), x, y, z).output()

/**
 * The output for variables and inputs, and the collections that may change, as they are after it.
 *
 * @param mutable collections, as `listOf("batch_stats")`
 * @param rngs a key for each stream, as `mapOf("dropout" to key(1))`
 * @param training whether dropout drops, and batch normalization uses the statistics of its input
 * @throws dev.covector.linen.ModuleException when the variables are those of another model, or a key or a mutable
 *     collection is missing
 */
public operator fun <A : Any, B : Any, C : Any, R : Any> Module3<A, B, C, R>.invoke(
    variables: Variables,
    x: A,
    y: B,
    z: C,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable), x, y, z)

/** The same as `model(variables, ...)`. */
public fun <A : Any, B : Any, C : Any, R : Any> Module3<A, B, C, R>.apply(
    variables: Variables,
    x: A,
    y: B,
    z: C,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): R = apply(variables, options(rngs, training), x, y, z).output()

/** The same as `model(variables, ..., mutable)`. */
public fun <A : Any, B : Any, C : Any, R : Any> Module3<A, B, C, R>.apply(
    variables: Variables,
    x: A,
    y: B,
    z: C,
    mutable: Iterable<String>,
    rngs: Map<String, Tensor> = emptyMap(),
    training: Boolean = false,
): Applied<R> = apply(variables, options(rngs, training, mutable), x, y, z)
