package dev.covector.dsl

import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Tensor
import dev.covector.WithAux
import dev.covector.nnx.Filter
import dev.covector.nnx.Module
import dev.covector.nnx.Nnx
import dev.covector.nnx.Optimizer
import dev.covector.nnx.Param
import dev.covector.nnx.Rngs
import dev.covector.nnx.State
import dev.covector.nnx.Variable
import dev.covector.optim.GradientTransformation
import kotlin.reflect.KClass

/**
 * The transformations of functions over modules that hold their parameters.
 *
 * ```kotlin
 * import dev.covector.nnx.Linear
 * import dev.covector.nnx.Module
 * import dev.covector.nnx.Optimizer
 * import dev.covector.nnx.Rngs
 *
 * class Network(rngs: Rngs) : Module() {
 *     private val hidden = Linear(64, 32, rngs)
 *     private val head = Linear(32, 10, rngs)
 *
 *     operator fun invoke(x: Tensor): Tensor = head(relu(hidden(x)))
 * }
 *
 * val network = Network(Rngs(0))
 * val optimizer = optimizer(network, adam(1e-3))
 * val step = nnx.jit { m: Network, o: Optimizer<Network>, x: Tensor, y: Tensor ->
 *     val (loss, gradient) = nnx.valueAndGrad { n: Network -> squaredError(n(x), y).mean() }(m)
 *     o.update(m, gradient)
 *     loss
 * }
 * ```
 */
public val nnx: NnxTransformations get() = NnxTransformations

/** What [nnx] has. */
public object NnxTransformations {
    /**
     * [f] of one argument, traced once for each structure and type of them; what it writes into modules is written
     * after it has run.
     */
    public fun <A : Any, R : Any> jit(f: (A) -> R): (A) -> R = Nnx.jit(Fn1(f))::apply

    /** The gradient of [f] with respect to the variables of its first argument that [wrt] selects. */
    public fun <A : Any> grad(wrt: Filter = PARAMS, f: (A) -> Tensor): (A) -> State = Nnx.grad(Fn1(f), wrt)::apply

    /** The value of [f] and its gradient: `val (loss, gradient) = ...`. */
    public fun <A : Any> valueAndGrad(wrt: Filter = PARAMS, f: (A) -> Tensor): (A) -> Pair<Tensor, State> {
        val both = Nnx.valueAndGrad(Fn1(f), wrt)
        return { a: A -> both.apply(a).let { Pair(it.value(), it.gradient()) } }
    }

    /** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
    public fun <A : Any, X : Any> valueAndGrad(
        hasAux: Boolean,
        wrt: Filter = PARAMS,
        f: (A) -> Pair<Tensor, X>,
    ): (A) -> Triple<Tensor, X, State> {
        require(hasAux) { "valueAndGrad: hasAux = false takes a function that returns a tensor alone; leave it out" }
        val withAux = Fn1<A, WithAux<X>> { a -> f(a).let { (value, aux) -> WithAux(value, aux) } }
        val all = Nnx.valueAndGradWithAux(withAux, wrt)
        return { a: A -> all.apply(a).let { Triple(it.value(), it.aux(), it.gradient()) } }
    }

    /**
     * [f] of two arguments, traced once for each structure and type of them; what it writes into modules is written
     * after it has run.
     */
    public fun <A : Any, B : Any, R : Any> jit(f: (A, B) -> R): (A, B) -> R = Nnx.jit(Fn2(f))::apply

    /** The gradient of [f] with respect to the variables of its first argument that [wrt] selects. */
    public fun <A : Any, B : Any> grad(wrt: Filter = PARAMS, f: (A, B) -> Tensor): (A, B) -> State =
        Nnx.grad(Fn2(f), wrt)::apply

    /** The value of [f] and its gradient: `val (loss, gradient) = ...`. */
    public fun <A : Any, B : Any> valueAndGrad(
        wrt: Filter = PARAMS,
        f: (A, B) -> Tensor,
    ): (A, B) -> Pair<Tensor, State> {
        val both = Nnx.valueAndGrad(Fn2(f), wrt)
        return { a: A, b: B -> both.apply(a, b).let { Pair(it.value(), it.gradient()) } }
    }

    /** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
    public fun <A : Any, B : Any, X : Any> valueAndGrad(
        hasAux: Boolean,
        wrt: Filter = PARAMS,
        f: (A, B) -> Pair<Tensor, X>,
    ): (A, B) -> Triple<Tensor, X, State> {
        require(hasAux) { "valueAndGrad: hasAux = false takes a function that returns a tensor alone; leave it out" }
        val withAux = Fn2<A, B, WithAux<X>> { a, b -> f(a, b).let { (value, aux) -> WithAux(value, aux) } }
        val all = Nnx.valueAndGradWithAux(withAux, wrt)
        return { a: A, b: B -> all.apply(a, b).let { Triple(it.value(), it.aux(), it.gradient()) } }
    }

    /**
     * [f] of three arguments, traced once for each structure and type of them; what it writes into modules is written
     * after it has run.
     */
    public fun <A : Any, B : Any, C : Any, R : Any> jit(f: (A, B, C) -> R): (A, B, C) -> R = Nnx.jit(Fn3(f))::apply

    /** The gradient of [f] with respect to the variables of its first argument that [wrt] selects. */
    public fun <A : Any, B : Any, C : Any> grad(wrt: Filter = PARAMS, f: (A, B, C) -> Tensor): (A, B, C) -> State =
        Nnx.grad(Fn3(f), wrt)::apply

    /** The value of [f] and its gradient: `val (loss, gradient) = ...`. */
    public fun <A : Any, B : Any, C : Any> valueAndGrad(
        wrt: Filter = PARAMS,
        f: (A, B, C) -> Tensor,
    ): (A, B, C) -> Pair<Tensor, State> {
        val both = Nnx.valueAndGrad(Fn3(f), wrt)
        return { a: A, b: B, c: C -> both.apply(a, b, c).let { Pair(it.value(), it.gradient()) } }
    }

    /** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
    public fun <A : Any, B : Any, C : Any, X : Any> valueAndGrad(
        hasAux: Boolean,
        wrt: Filter = PARAMS,
        f: (A, B, C) -> Pair<Tensor, X>,
    ): (A, B, C) -> Triple<Tensor, X, State> {
        require(hasAux) { "valueAndGrad: hasAux = false takes a function that returns a tensor alone; leave it out" }
        val withAux = Fn3<A, B, C, WithAux<X>> { a, b, c -> f(a, b, c).let { (value, aux) -> WithAux(value, aux) } }
        val all = Nnx.valueAndGradWithAux(withAux, wrt)
        return { a: A, b: B, c: C -> all.apply(a, b, c).let { Triple(it.value(), it.aux(), it.gradient()) } }
    }

    /**
     * [f] of four arguments, traced once for each structure and type of them; what it writes into modules is written
     * after it has run.
     */
    public fun <A : Any, B : Any, C : Any, D : Any, R : Any> jit(f: (A, B, C, D) -> R): (A, B, C, D) -> R =
        Nnx.jit(Fn4(f))::apply

    /** The gradient of [f] with respect to the variables of its first argument that [wrt] selects. */
    public fun <A : Any, B : Any, C : Any, D : Any> grad(
        wrt: Filter = PARAMS,
        f: (A, B, C, D) -> Tensor,
    ): (A, B, C, D) -> State = Nnx.grad(Fn4(f), wrt)::apply

    /** The value of [f] and its gradient: `val (loss, gradient) = ...`. */
    public fun <A : Any, B : Any, C : Any, D : Any> valueAndGrad(
        wrt: Filter = PARAMS,
        f: (A, B, C, D) -> Tensor,
    ): (A, B, C, D) -> Pair<Tensor, State> {
        val both = Nnx.valueAndGrad(Fn4(f), wrt)
        return { a: A, b: B, c: C, d: D -> both.apply(a, b, c, d).let { Pair(it.value(), it.gradient()) } }
    }

    /** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
    public fun <A : Any, B : Any, C : Any, D : Any, X : Any> valueAndGrad(
        hasAux: Boolean,
        wrt: Filter = PARAMS,
        f: (A, B, C, D) -> Pair<Tensor, X>,
    ): (A, B, C, D) -> Triple<Tensor, X, State> {
        require(hasAux) { "valueAndGrad: hasAux = false takes a function that returns a tensor alone; leave it out" }
        val withAux =
            Fn4<A, B, C, D, WithAux<X>> { a, b, c, d -> f(a, b, c, d).let { (value, aux) -> WithAux(value, aux) } }
        val all = Nnx.valueAndGradWithAux(withAux, wrt)
        return { a: A, b: B, c: C, d: D -> all.apply(a, b, c, d).let { Triple(it.value(), it.aux(), it.gradient()) } }
    }

    /** A seed, or keys for streams, for modules that draw their parameters. */
    public fun rngs(seed: Long, vararg others: Pair<String, Any>): Rngs = Rngs(seed, others.toMap())

    /** [module] to train, or to evaluate: it shares all variables with it. */
    public fun <M : Module> view(module: M, training: Boolean): M = Nnx.view(module, training)

    private val PARAMS: Filter get() = Filter.ofType(Param::class.java)
}

/**
 * An optimizer that changes a module in place: `optimizer.update(model, gradient)`.
 *
 * @param wrt the class of the variables that it changes
 */
public fun <M : Module> optimizer(
    model: M,
    tx: GradientTransformation,
    wrt: KClass<out Variable> = Param::class,
): Optimizer<M> = Optimizer(model, tx, wrt.java)

/** The value of a variable of nnx. */
public var Variable.value: Tensor
    get() = get()
    set(value) = set(value)

/** The function's result: layers of nnx are called as `linear(x)`. */
public operator fun <A : Any, R : Any> Fn1<A, R>.invoke(a: A): R = apply(a)

/** The function's result. */
public operator fun <A : Any, B : Any, R : Any> Fn2<A, B, R>.invoke(a: A, b: B): R = apply(a, b)
