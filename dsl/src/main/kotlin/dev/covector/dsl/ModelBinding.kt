package dev.covector.dsl

import dev.covector.Fn1
import dev.covector.Tensor
import dev.covector.linen.ApplyOptions
import dev.covector.linen.Conv
import dev.covector.linen.Layer
import dev.covector.nnx.Filter
import dev.covector.nnx.Nnx
import dev.covector.nnx.Param
import dev.covector.nnx.State
import java.util.function.Supplier
import dev.covector.linen.Module as LinenModule
import dev.covector.nnx.Module as NnxModule

/**
 * What a model is made of, beside its code.
 *
 * @property params the tree that is learned
 * @property collections what else it holds: statistics of batch norm, counts of keys
 */
internal class ModelParts(val params: Any, val collections: Any)

/** What a computation returned, and the collections after it. */
internal class Ran<R>(val output: R, val collections: Any)

/** How a model meets its parameters: the one place that knows linen from nnx. */
internal sealed interface ModelBinding<M : Any> {
    /** The first parameters. */
    fun draw(key: Tensor, call: ModelScope<M>.() -> Unit): ModelParts

    /** Computes with parameters; traced or not. */
    fun <R> run(params: Any, collections: Any, key: Tensor, training: Boolean, block: ModelScope<M>.() -> R): Ran<R>

    /** Hands learned parameters back to a model that holds its own. */
    fun publish(params: Any, collections: Any)

    companion object {
        fun <M : Any> of(model: M): ModelBinding<M> = when (model) {
            is LinenModule -> {
                LinenBinding(model)
            }

            is NnxModule -> {
                NnxBinding(model)
            }

            else -> {
                throw TrainingException(
                    "training: the model is a ${model.javaClass.simpleName}; " +
                        "give a module of dev.covector.linen or of " +
                        "dev.covector.nnx",
                )
            }
        }

        /** The call of a model of one tensor; null for all other models. */
        fun <M : Any> defaultForward(model: M): (ModelScope<M>.(Tensor) -> Tensor)? = when (model) {
            is Layer -> {
                { x ->
                    if (this.model is Stack) requireChannels(this.model, x)
                    (this.model as Layer).apply(x)
                }
            }

            is Fn1<*, *> -> {
                {
                    @Suppress("UNCHECKED_CAST") // modules of one argument are of one tensor
                    (this.model as Fn1<Tensor, Tensor>).apply(it)
                }
            }

            is Function1<*, *> -> {
                {
                    @Suppress("UNCHECKED_CAST") // as above
                    (this.model as (Tensor) -> Tensor)(it)
                }
            }

            else -> {
                null
            }
        }
    }
}

/** A module of linen: its variables are apart from it. */
internal class LinenBinding<M : Any>(private val model: M) : ModelBinding<M> {
    private val module = model as LinenModule

    override fun draw(key: Tensor, call: ModelScope<M>.() -> Unit): ModelParts {
        val drawn = module.init(
            streams(key, training = true, params = key),
            Supplier {
                ModelScope(model, true, key).call()
            },
        )
        val collections = drawn.filter { (name, tree) -> isCarried(name) && !holdsList(tree) }
        return ModelParts(drawn[PARAMS] ?: emptyMap<String, Any>(), collections)
    }

    override fun <R> run(
        params: Any,
        collections: Any,
        key: Tensor,
        training: Boolean,
        block: ModelScope<M>.() -> R,
    ): Ran<R> {
        val carried = collections as Map<*, *>
        val variables = LinkedHashMap<String, Any?>()
        carried.forEach { (name, tree) -> variables[name as String] = tree }
        variables[PARAMS] = params
        val allowed = if (training) ApplyOptions.mutableExcept(*LEFT_BEHIND.toTypedArray()) else ApplyOptions.DEFAULT
        val options = allowed.rngs(streams(key, training, params = key)).training(training).training(training)
        val applied = module.apply(variables, options, Supplier { Box(ModelScope(model, training, key).block()) })
        val after = if (training) applied.variables().filterKeys { it in carried } else collections
        return Ran(applied.output().value, after)
    }

    override fun publish(params: Any, collections: Any): Unit = Unit

    /** What may be null has to go through a supplier of something. */
    private class Box<R>(val value: R)

    private companion object {
        const val PARAMS = "params"

        /** Collections that a call leaves behind for whoever asks, and nobody carries on. */
        val LEFT_BEHIND = setOf(PARAMS, "intermediates", "perturbations")

        fun isCarried(collection: String) = collection !in LEFT_BEHIND

        /** Values that modules sow are lists that grow with each call. */
        fun holdsList(tree: Any?): Boolean = when (tree) {
            is Map<*, *> -> tree.values.any { holdsList(it) }
            else -> tree is List<*>
        }

        /** Without a key for dropout nothing is dropped; streams of other names fall back to `params`. */
        fun streams(key: Tensor, training: Boolean, params: Tensor): Map<String, Tensor> = buildMap {
            put(PARAMS, params)
            put("noise", streamKey(key, "noise"))
            if (training) put("dropout", streamKey(key, "dropout"))
        }
    }
}

/** A module of nnx: it holds its variables, which are taken out for training and put back after it. */
internal class NnxBinding<M : Any>(private val model: M) : ModelBinding<M> {
    private val learning = Nnx.graphdef(Nnx.view(model, true))
    private val evaluating = Nnx.graphdef(Nnx.view(model, false))

    override fun draw(key: Tensor, call: ModelScope<M>.() -> Unit): ModelParts =
        ModelParts(Nnx.state(model, PARAMS), Nnx.state(model, OTHERS))

    override fun <R> run(
        params: Any,
        collections: Any,
        key: Tensor,
        training: Boolean,
        block: ModelScope<M>.() -> R,
    ): Ran<R> {
        val merged = Nnx.merge(if (training) learning else evaluating, params as State, collections as State)
        val output = ModelScope(merged, training, key).block()
        return Ran(output, if (training) Nnx.state(merged, OTHERS) else collections)
    }

    override fun publish(params: Any, collections: Any): Unit = Nnx.update(model, params as State, collections as State)

    private companion object {
        val PARAMS: Filter = Filter.ofType(Param::class.java)
        val OTHERS: Filter = Filter.not(PARAMS)
    }
}

/**
 * Examples without channels would be taken for one picture, of which they are the rows: a convolution also takes an
 * input without an axis of examples.
 */
private fun requireChannels(model: Stack, x: Tensor) {
    val first = model.first ?: return
    val axes = (first.part as? Conv ?: return).kernelSize().size
    if (x.rank() != axes + 1) return
    val sizes = x.shape().toArray().drop(1).joinToString()
    first.fails(
        "$first: the inputs are ${x.type()}, and a convolution of $axes axes takes " +
            "[examples, ${if (axes == 2) "height, width" else "$axes axes"}, channels]: " +
            "the axis of channels is missing; give it one: x.reshape(-1, $sizes, 1)",
    )
}
