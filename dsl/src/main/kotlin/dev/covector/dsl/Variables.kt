package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linen.ModuleException
import dev.covector.linen.Variables as Paths

/**
 * The variables of a model: collections by their name, `params` among them, each a tree of maps that
 * follows the modules. Plain maps: `variables + changed` replaces collections.
 */
public typealias Variables = Map<String, Any>

/** The parameters of a model: maps by the names of modules and parameters, with tensors as leaves. */
public typealias Params = Map<String, Any>

/** The collection `params`; empty where there are none. */
public val Variables.params: Params get() = Paths.params(this)

/** The collection `batch_stats`, the running averages of batch normalization; empty where there are none. */
public val Variables.batchStats: Params get() = Paths.collection(this, "batch_stats")

/** All tensors by their paths, as `params/Dense_0/kernel`, sorted. */
public val Variables.tensors: Map<String, Tensor> get() = Paths.flatten(this)

/**
 * The tensor at a path: `variables.params["encoder", "Dense_0", "kernel"]`.
 *
 * @throws dev.covector.linen.ModuleException when there is none; the message lists what is there
 */
public operator fun Params.get(first: String, second: String, vararg others: String): Tensor =
    tensor(listOf(first, second, *others).joinToString("/"))

/**
 * The tensor at a path: `variables.tensor("params/encoder/Dense_0/kernel")`.
 *
 * @throws dev.covector.linen.ModuleException when there is none; the message lists what is there
 */
public fun Params.tensor(path: String): Tensor = Paths.tensor(this, path)

/**
 * The part of a tree at a path, as `variables.params.part("encoder")`.
 *
 * @throws dev.covector.linen.ModuleException when there is none; the message lists what is there
 */
public fun Params.part(path: String): Params {
    var part: Params = this
    for (name in path.split('/')) {
        @Suppress("UNCHECKED_CAST") // keys of these trees are names
        part = part[name] as? Params
            ?: throw ModuleException("there is no part $name of $path; there are ${part.keys}")
    }
    return part
}

/** How many numbers these tensors have. */
public val Params.elementCount: Long get() = tensors.values.sumOf { it.size() }
