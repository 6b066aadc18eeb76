package dev.covector.dsl

import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Fn5
import dev.covector.Fn6
import dev.covector.GradTransform
import dev.covector.GradWithAux
import dev.covector.Tensor
import dev.covector.ValueAuxAndGrad
import dev.covector.WithAux

private fun <X : Any> withAux(pair: Pair<Tensor, X>): WithAux<X> = WithAux(pair.first, pair.second)

private fun requireAux(hasAux: Boolean, function: String) =
    require(hasAux) { "$function: hasAux = false takes a function that returns a tensor alone; leave the argument out" }

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, X : Any> grad(hasAux: Boolean, f: (A) -> Pair<Tensor, X>): (A) -> GradWithAux<A, X> {
    requireAux(hasAux, "grad")
    return GradTransform.gradWithAux(Fn1<A, WithAux<X>> { a -> withAux(f(a)) })::apply
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, X : Any> grad(f: (A) -> Pair<Tensor, X>, hasAux: Boolean): (A) -> GradWithAux<A, X> =
    grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, X : Any> valueAndGrad(hasAux: Boolean, f: (A) -> Pair<Tensor, X>): (A) -> ValueAuxAndGrad<A, X> {
    requireAux(hasAux, "valueAndGrad")
    return GradTransform.valueAndGradWithAux(Fn1<A, WithAux<X>> { a -> withAux(f(a)) })::apply
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, X : Any> valueAndGrad(f: (A) -> Pair<Tensor, X>, hasAux: Boolean): (A) -> ValueAuxAndGrad<A, X> =
    valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B) -> Pair<Tensor, X>,
): (A, B) -> GradWithAux<A, X> {
    requireAux(hasAux, "grad")
    return GradTransform.gradWithAux(Fn2<A, B, WithAux<X>> { a, b -> withAux(f(a, b)) })::apply
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, X : Any> grad(
    f: (A, B) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B) -> GradWithAux<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B) -> Pair<Tensor, X>,
): (A, B) -> ValueAuxAndGrad<A, X> {
    requireAux(hasAux, "valueAndGrad")
    return GradTransform.valueAndGradWithAux(Fn2<A, B, WithAux<X>> { a, b -> withAux(f(a, b)) })::apply
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, X : Any> valueAndGrad(
    f: (A, B) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B) -> ValueAuxAndGrad<A, X> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C) -> Pair<Tensor, X>,
): (A, B, C) -> GradWithAux<A, X> {
    requireAux(hasAux, "grad")
    return GradTransform.gradWithAux(Fn3<A, B, C, WithAux<X>> { a, b, c -> withAux(f(a, b, c)) })::apply
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, X : Any> grad(
    f: (A, B, C) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C) -> GradWithAux<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C) -> Pair<Tensor, X>,
): (A, B, C) -> ValueAuxAndGrad<A, X> {
    requireAux(hasAux, "valueAndGrad")
    return GradTransform.valueAndGradWithAux(Fn3<A, B, C, WithAux<X>> { a, b, c -> withAux(f(a, b, c)) })::apply
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, X : Any> valueAndGrad(
    f: (A, B, C) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C) -> ValueAuxAndGrad<A, X> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C, D) -> Pair<Tensor, X>,
): (A, B, C, D) -> GradWithAux<A, X> {
    requireAux(hasAux, "grad")
    return GradTransform.gradWithAux(Fn4<A, B, C, D, WithAux<X>> { a, b, c, d -> withAux(f(a, b, c, d)) })::apply
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> grad(
    f: (A, B, C, D) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D) -> GradWithAux<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C, D) -> Pair<Tensor, X>,
): (A, B, C, D) -> ValueAuxAndGrad<A, X> {
    requireAux(hasAux, "valueAndGrad")
    return GradTransform.valueAndGradWithAux(
        Fn4<A, B, C, D, WithAux<X>> { a, b, c, d ->
            withAux(f(a, b, c, d))
        },
    )::apply
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> valueAndGrad(
    f: (A, B, C, D) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D) -> ValueAuxAndGrad<A, X> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
): (A, B, C, D, E) -> GradWithAux<A, X> {
    requireAux(hasAux, "grad")
    return GradTransform.gradWithAux(
        Fn5<A, B, C, D, E, WithAux<X>> { a, b, c, d, e ->
            withAux(f(a, b, c, d, e))
        },
    )::apply
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> grad(
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E) -> GradWithAux<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
): (A, B, C, D, E) -> ValueAuxAndGrad<A, X> {
    requireAux(hasAux, "valueAndGrad")
    return GradTransform.valueAndGradWithAux(
        Fn5<A, B, C, D, E, WithAux<X>> { a, b, c, d, e ->
            withAux(f(a, b, c, d, e))
        },
    )::apply
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> valueAndGrad(
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E) -> ValueAuxAndGrad<A, X> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
): (A, B, C, D, E, F) -> GradWithAux<A, X> {
    requireAux(hasAux, "grad")
    return GradTransform.gradWithAux(
        Fn6<A, B, C, D, E, F, WithAux<X>> { a, b, c, d, e, f ->
            withAux(f(a, b, c, d, e, f))
        },
    )::apply
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> grad(
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E, F) -> GradWithAux<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
): (A, B, C, D, E, F) -> ValueAuxAndGrad<A, X> {
    requireAux(hasAux, "valueAndGrad")
    return GradTransform.valueAndGradWithAux(
        Fn6<A, B, C, D, E, F, WithAux<X>> { a, b, c, d, e, f ->
            withAux(f(a, b, c, d, e, f))
        },
    )::apply
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> valueAndGrad(
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E, F) -> ValueAuxAndGrad<A, X> = valueAndGrad(hasAux, f)

/** The gradient, first of a pair to take apart. */
public operator fun <G : Any, X : Any> GradWithAux<G, X>.component1(): G = gradient()

/** What else the function returned, second of a pair to take apart. */
public operator fun <G : Any, X : Any> GradWithAux<G, X>.component2(): X = aux()

/** The value, first of three to take apart. */
public operator fun <G : Any, X : Any> ValueAuxAndGrad<G, X>.component1(): Tensor = value()

/** What else the function returned, second of three to take apart. */
public operator fun <G : Any, X : Any> ValueAuxAndGrad<G, X>.component2(): X = aux()

/** The gradient, third of three to take apart. */
public operator fun <G : Any, X : Any> ValueAuxAndGrad<G, X>.component3(): G = gradient()
