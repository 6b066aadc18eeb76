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

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, X : Any> grad(hasAux: Boolean, f: (A) -> Pair<Tensor, X>): (A) -> Pair<A, X> {
    requireAux(hasAux, "grad")
    val both = GradTransform.gradWithAux(Fn1<A, WithAux<X>> { a -> withAux(f(a)) })
    return { a: A -> both.apply(a).pair() }
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, X : Any> grad(f: (A) -> Pair<Tensor, X>, hasAux: Boolean): (A) -> Pair<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, X : Any> valueAndGrad(hasAux: Boolean, f: (A) -> Pair<Tensor, X>): (A) -> Triple<Tensor, X, A> {
    requireAux(hasAux, "valueAndGrad")
    val all = GradTransform.valueAndGradWithAux(Fn1<A, WithAux<X>> { a -> withAux(f(a)) })
    return { a: A -> all.apply(a).triple() }
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, X : Any> valueAndGrad(f: (A) -> Pair<Tensor, X>, hasAux: Boolean): (A) -> Triple<Tensor, X, A> =
    valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, X : Any> grad(hasAux: Boolean, f: (A, B) -> Pair<Tensor, X>): (A, B) -> Pair<A, X> {
    requireAux(hasAux, "grad")
    val both = GradTransform.gradWithAux(Fn2<A, B, WithAux<X>> { a, b -> withAux(f(a, b)) })
    return { a: A, b: B -> both.apply(a, b).pair() }
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, X : Any> grad(f: (A, B) -> Pair<Tensor, X>, hasAux: Boolean): (A, B) -> Pair<A, X> =
    grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B) -> Pair<Tensor, X>,
): (A, B) -> Triple<Tensor, X, A> {
    requireAux(hasAux, "valueAndGrad")
    val all = GradTransform.valueAndGradWithAux(Fn2<A, B, WithAux<X>> { a, b -> withAux(f(a, b)) })
    return { a: A, b: B -> all.apply(a, b).triple() }
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, X : Any> valueAndGrad(
    f: (A, B) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B) -> Triple<Tensor, X, A> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C) -> Pair<Tensor, X>,
): (A, B, C) -> Pair<A, X> {
    requireAux(hasAux, "grad")
    val both = GradTransform.gradWithAux(Fn3<A, B, C, WithAux<X>> { a, b, c -> withAux(f(a, b, c)) })
    return { a: A, b: B, c: C -> both.apply(a, b, c).pair() }
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, X : Any> grad(
    f: (A, B, C) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C) -> Pair<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C) -> Pair<Tensor, X>,
): (A, B, C) -> Triple<Tensor, X, A> {
    requireAux(hasAux, "valueAndGrad")
    val all = GradTransform.valueAndGradWithAux(Fn3<A, B, C, WithAux<X>> { a, b, c -> withAux(f(a, b, c)) })
    return { a: A, b: B, c: C -> all.apply(a, b, c).triple() }
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, X : Any> valueAndGrad(
    f: (A, B, C) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C) -> Triple<Tensor, X, A> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C, D) -> Pair<Tensor, X>,
): (A, B, C, D) -> Pair<A, X> {
    requireAux(hasAux, "grad")
    val both = GradTransform.gradWithAux(Fn4<A, B, C, D, WithAux<X>> { a, b, c, d -> withAux(f(a, b, c, d)) })
    return { a: A, b: B, c: C, d: D -> both.apply(a, b, c, d).pair() }
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> grad(
    f: (A, B, C, D) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D) -> Pair<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C, D) -> Pair<Tensor, X>,
): (A, B, C, D) -> Triple<Tensor, X, A> {
    requireAux(hasAux, "valueAndGrad")
    val all = GradTransform.valueAndGradWithAux(Fn4<A, B, C, D, WithAux<X>> { a, b, c, d -> withAux(f(a, b, c, d)) })
    return { a: A, b: B, c: C, d: D -> all.apply(a, b, c, d).triple() }
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, X : Any> valueAndGrad(
    f: (A, B, C, D) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D) -> Triple<Tensor, X, A> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
): (A, B, C, D, E) -> Pair<A, X> {
    requireAux(hasAux, "grad")
    val both = GradTransform.gradWithAux(Fn5<A, B, C, D, E, WithAux<X>> { a, b, c, d, e -> withAux(f(a, b, c, d, e)) })
    return { a: A, b: B, c: C, d: D, e: E -> both.apply(a, b, c, d, e).pair() }
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> grad(
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E) -> Pair<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
): (A, B, C, D, E) -> Triple<Tensor, X, A> {
    requireAux(hasAux, "valueAndGrad")
    val all =
        GradTransform.valueAndGradWithAux(Fn5<A, B, C, D, E, WithAux<X>> { a, b, c, d, e -> withAux(f(a, b, c, d, e)) })
    return { a: A, b: B, c: C, d: D, e: E -> all.apply(a, b, c, d, e).triple() }
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, X : Any> valueAndGrad(
    f: (A, B, C, D, E) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E) -> Triple<Tensor, X, A> = valueAndGrad(hasAux, f)

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> grad(
    hasAux: Boolean,
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
): (A, B, C, D, E, F) -> Pair<A, X> {
    requireAux(hasAux, "grad")
    val with = Fn6<A, B, C, D, E, F, WithAux<X>> { a, b, c, d, e, g -> withAux(f(a, b, c, d, e, g)) }
    val both = GradTransform.gradWithAux(with)
    return { a: A, b: B, c: C, d: D, e: E, g: F -> both.apply(a, b, c, d, e, g).pair() }
}

/** The gradient of [f] with respect to its first argument, and what else [f] returns: `val (gradient, aux) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> grad(
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E, F) -> Pair<A, X> = grad(hasAux, f)

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> valueAndGrad(
    hasAux: Boolean,
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
): (A, B, C, D, E, F) -> Triple<Tensor, X, A> {
    requireAux(hasAux, "valueAndGrad")
    val with = Fn6<A, B, C, D, E, F, WithAux<X>> { a, b, c, d, e, g -> withAux(f(a, b, c, d, e, g)) }
    val all = GradTransform.valueAndGradWithAux(with)
    return { a: A, b: B, c: C, d: D, e: E, g: F -> all.apply(a, b, c, d, e, g).triple() }
}

/** The value of [f], what else it returns, and its gradient: `val (loss, aux, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, X : Any> valueAndGrad(
    f: (A, B, C, D, E, F) -> Pair<Tensor, X>,
    hasAux: Boolean,
): (A, B, C, D, E, F) -> Triple<Tensor, X, A> = valueAndGrad(hasAux, f)

private fun <G : Any, X : Any> GradWithAux<G, X>.pair(): Pair<G, X> = Pair(gradient(), aux())

private fun <G : Any, X : Any> ValueAuxAndGrad<G, X>.triple(): Triple<Tensor, X, G> = Triple(value(), aux(), gradient())
