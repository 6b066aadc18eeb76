package dev.covector.dsl

import dev.covector.ShapeException
import dev.covector.Tensor
import dev.covector.linen.Module

/**
 * Layers one after the other.
 *
 * ```kotlin
 * val net = sequential {
 *     conv(32, 3)
 *     relu()
 *     maxPool(2)
 *     flatten()
 *     dense(10)
 * }
 * val variables = net.init(key(0), ones(1, 28, 28, 1))
 * val kernel = variables.params["Dense_0", "kernel"]
 * ```
 *
 * Layers are named by class and number, as in a compact module of Flax; what [LayerListBuilder.block] lists, is below
 * the block's name. `repeat(3) { ... }` is Kotlin's own.
 */
public fun sequential(body: LayerListBuilder.() -> Unit): Stack = Parts().let { parts ->
    val steps = LayerListBuilder(parts).steps(body)
    Stack(parts.modules, steps)
}

/**
 * Dense layers of so many features with [activation] between them.
 *
 * @param activateFinal whether the last is activated too
 */
public fun mlp(
    vararg features: Int,
    activation: (Tensor) -> Tensor = ::relu,
    activateFinal: Boolean = false,
    useBias: Boolean = true,
): Stack = sequential { denseLayers(features, activation, activateFinal, useBias) }

private fun LayerListBuilder.denseLayers(
    features: IntArray,
    activation: (Tensor) -> Tensor,
    activateFinal: Boolean,
    useBias: Boolean,
) {
    features.forEachIndexed { i, size ->
        dense(size, useBias)
        if (activateFinal || i < features.size - 1) activation(activation)
    }
}

/** The receiver of [sequential]: each call adds a layer behind those before. */
public class LayerListBuilder internal constructor(private val parts: Parts) :
    LinearLayers,
    ConvolutionLayers,
    TransposedConvolutionLayers,
    LocalConvolutionLayers,
    NormalizationLayers,
    AttentionLayers,
    RecurrentLayers,
    PoolingLayers,
    ActivationLayers,
    ShapeLayers {
    private val steps = ArrayList<Step>()
    private var isOpen = true

    internal fun steps(body: LayerListBuilder.() -> Unit): Steps {
        body()
        isOpen = false
        return Steps(steps)
    }

    private fun nested(body: LayerListBuilder.() -> Unit): Steps = LayerListBuilder(parts).steps(body)

    private fun add(step: Step) {
        check(isOpen) { "the list of layers is complete; $step has to be added inside of its braces" }
        steps += step
    }

    override fun <M : Module> layer(module: M, name: String?, call: (M, Tensor) -> Tensor) {
        val part = parts.place(module, name)
        add(Step(part.givenName().get(), part) { _, x -> call(part, x) })
    }

    override fun lambda(name: String, f: LambdaScope.(Tensor) -> Tensor): Unit = add(
        Step(name) { scope, x ->
            scope.f(x)
        },
    )

    /** Adds layers under a name of their own: `block("encoder") { dense(64) }` has `encoder/Dense_0/kernel`. */
    public fun block(name: String, body: LayerListBuilder.() -> Unit): Unit = layer(sequential(body), name)

    /**
     * Adds dense layers of so many features with [activation] between them.
     *
     * @param activateFinal whether the last is activated too
     */
    public fun mlp(
        vararg features: Int,
        activation: (Tensor) -> Tensor = ::relu,
        activateFinal: Boolean = false,
        useBias: Boolean = true,
    ): Unit = denseLayers(features, activation, activateFinal, useBias)

    /**
     * Adds the sum of what [body] makes of its input and the input itself.
     *
     * @param shortcut what is added in place of the input, where their shapes differ
     */
    public fun residual(shortcut: (LayerListBuilder.() -> Unit)? = null, body: LayerListBuilder.() -> Unit) {
        val main = nested(body)
        val side = shortcut?.let { nested(it) }
        val name = "residual(${if (side == null) "" else "shortcut = [$side], "}[$main])"
        add(Step(name) { scope, x -> sum(main.run(scope, x), side?.run(scope, x) ?: x) })
    }

    private fun sum(y: Tensor, x: Tensor): Tensor {
        if (y.shape() != x.shape()) {
            throw ShapeException(
                "residual: the body makes ${y.type()}, the shortcut ${x.type()}; their shapes must be equal," +
                    " as with residual(shortcut = { dense(${y.shape().dim(-1)}) }) { ... }",
            )
        }
        return x + y
    }

    /**
     * Adds branches of one input, joined: `parallel(Join.sum) { branch { dense(8) }; branch { mlp(16, 8) } }`.
     *
     * @param join what is made of their outputs, in their order
     */
    public fun parallel(join: Join = Join.concatenate(), body: BranchesBuilder.() -> Unit) {
        val branches = BranchesBuilder(parts).branches(body)
        val name = "parallel($join, ${branches.joinToString { "[$it]" }})"
        add(Step(name) { scope, x -> join.of(branches.map { it.run(scope, x) }) })
    }
}

/** The receiver of [LayerListBuilder.parallel]. */
@CovectorDsl
public class BranchesBuilder internal constructor(private val parts: Parts) {
    private val branches = ArrayList<Steps>()

    internal fun branches(body: BranchesBuilder.() -> Unit): List<Steps> {
        body()
        require(branches.isNotEmpty()) { "parallel: there is no branch; add some with branch { ... }" }
        return branches
    }

    /**
     * Adds a branch.
     *
     * @param name under which its layers are; null for that of the list around
     */
    public fun branch(name: String? = null, body: LayerListBuilder.() -> Unit) {
        branches += LayerListBuilder(parts).steps { if (name == null) body() else block(name, body) }
    }
}

/** What is made of the outputs of branches. */
public fun interface Join {
    /** One tensor of those of the branches. */
    public fun of(outputs: List<Tensor>): Tensor

    /** The usual ones. */
    public companion object {
        /** One behind the other along [axis]. */
        public fun concatenate(axis: Int = -1): Join = named("concatenate(axis = $axis)") { concatenate(it, axis) }

        /** On top of one another along a new axis. */
        public fun stack(axis: Int = 0): Join = named("stack(axis = $axis)") { stack(it, axis) }

        /** Their sum. */
        public val sum: Join = named("sum") { it.reduce(Tensor::plus) }

        /** Their product. */
        public val product: Join = named("product") { it.reduce(Tensor::times) }

        /** Their mean. */
        public val mean: Join = named("mean") { it.reduce(Tensor::plus) / it.size }

        private fun named(name: String, join: Join): Join = object : Join by join {
            override fun toString(): String = name
        }
    }
}
