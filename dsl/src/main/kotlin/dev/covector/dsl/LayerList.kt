package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.linen.Layer
import dev.covector.linen.Module

/** A list of layers that is being written, one after the other; what builders of layers have in common. */
@CovectorDsl
public sealed interface LayerList {
    /**
     * Adds a layer of your own. The same layer added twice has its parameters once.
     *
     * @param name in paths; null for the one it has, or else its class and number, as `Dense_0`
     */
    public fun layer(layer: Layer, name: String? = null): Unit = layer(layer, name) { part, x -> part.apply(x) }

    /**
     * Adds a module of your own, and says how it is called: `layer(norm) { norm, x -> norm.apply(x, mask) }`.
     *
     * @param name in paths; null for the one it has, or else its class and number
     */
    public fun <M : Module> layer(module: M, name: String? = null, call: (M, Tensor) -> Tensor)

    /** Adds a layer of your own: `+Scale(2.0)`. */
    public operator fun Layer.unaryPlus(): Unit = layer(this)

    /** Adds a function of a tensor: `activation(::gelu)`. */
    public fun activation(f: (Tensor) -> Tensor): Unit = lambda { f(it) }

    /** Adds a computation: `lambda { x -> x / 255 }`. */
    public fun lambda(name: String = "lambda", f: LambdaScope.(Tensor) -> Tensor)
}

/** What a [LayerList.lambda] may ask of the model that runs it. */
@CovectorDsl
public class LambdaScope internal constructor(private val stack: Stack) {
    /** Whether the model is applied to train. */
    public val training: Boolean get() = stack.isApplied

    /** A new key of the stream [stream]. */
    public fun key(stream: String): Tensor = this.stack.keyOf(stream)
}
