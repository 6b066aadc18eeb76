package dev.covector.dsl

import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Fn5
import dev.covector.Fn6
import dev.covector.GradTransform
import dev.covector.Tensor
import dev.covector.ValueAndGrad

// The gradient of an argument has the type of that argument. Where another argument than the first is
// meant, the compiler cannot know the type: name it, as in `val slope: (Tensor, Tensor) -> Tensor =
// grad(f, argnum = 1)`.

/** The gradient of [f], a number, with respect to its first argument. */
public fun <A : Any> grad(f: (A) -> Tensor): (A) -> A = GradTransform.grad(Fn1(f))::apply

/** The gradient of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, G : Any> grad(f: (A) -> Tensor, argnum: Int): (A) -> G =
    GradTransform.grad<A, G>(Fn1(f), argnum)::apply

/** The gradients of [f] with respect to the arguments [argnums], in their order. */
public fun <A : Any> grad(f: (A) -> Tensor, argnums: List<Int>): (A) -> List<Any> =
    GradTransform.grad(Fn1(f), argnums.first(), *argnums.drop(1).toIntArray())::apply

/** The value of [f] and its gradient with respect to the first argument: `val (loss, gradient) = ...`. */
public fun <A : Any> valueAndGrad(f: (A) -> Tensor): (A) -> Pair<Tensor, A> {
    val both = GradTransform.valueAndGrad(Fn1(f))
    return { a: A -> both.apply(a).pair() }
}

/** The value of [f] and its gradient with respect to argument [argnum], counted from 0. */
public fun <A : Any, G : Any> valueAndGrad(f: (A) -> Tensor, argnum: Int): (A) -> Pair<Tensor, G> {
    val both = GradTransform.valueAndGrad<A, G>(Fn1(f), argnum)
    return { a: A -> both.apply(a).pair() }
}

/** The value of [f] and its gradients with respect to the arguments [argnums], in their order. */
public fun <A : Any> valueAndGrad(f: (A) -> Tensor, argnums: List<Int>): (A) -> Pair<Tensor, List<Any>> {
    val both = GradTransform.valueAndGrad(Fn1(f), argnums.first(), *argnums.drop(1).toIntArray())
    return { a: A -> both.apply(a).pair() }
}

/** The gradient of [f], a number, with respect to its first argument. */
public fun <A : Any, B : Any> grad(f: (A, B) -> Tensor): (A, B) -> A = GradTransform.grad(Fn2(f))::apply

/** The gradient of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, G : Any> grad(f: (A, B) -> Tensor, argnum: Int): (A, B) -> G =
    GradTransform.grad<A, B, G>(Fn2(f), argnum)::apply

/** The gradients of [f] with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any> grad(f: (A, B) -> Tensor, argnums: List<Int>): (A, B) -> List<Any> =
    GradTransform.grad(Fn2(f), argnums.first(), *argnums.drop(1).toIntArray())::apply

/** The value of [f] and its gradient with respect to the first argument: `val (loss, gradient) = ...`. */
public fun <A : Any, B : Any> valueAndGrad(f: (A, B) -> Tensor): (A, B) -> Pair<Tensor, A> {
    val both = GradTransform.valueAndGrad(Fn2(f))
    return { a: A, b: B -> both.apply(a, b).pair() }
}

/** The value of [f] and its gradient with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, G : Any> valueAndGrad(f: (A, B) -> Tensor, argnum: Int): (A, B) -> Pair<Tensor, G> {
    val both = GradTransform.valueAndGrad<A, B, G>(Fn2(f), argnum)
    return { a: A, b: B -> both.apply(a, b).pair() }
}

/** The value of [f] and its gradients with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any> valueAndGrad(
    f: (A, B) -> Tensor,
    argnums: List<Int>,
): (A, B) -> Pair<Tensor, List<Any>> {
    val both = GradTransform.valueAndGrad(Fn2(f), argnums.first(), *argnums.drop(1).toIntArray())
    return { a: A, b: B -> both.apply(a, b).pair() }
}

/** The gradient of [f], a number, with respect to its first argument. */
public fun <A : Any, B : Any, C : Any> grad(f: (A, B, C) -> Tensor): (A, B, C) -> A = GradTransform.grad(Fn3(f))::apply

/** The gradient of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, G : Any> grad(f: (A, B, C) -> Tensor, argnum: Int): (A, B, C) -> G =
    GradTransform.grad<A, B, C, G>(Fn3(f), argnum)::apply

/** The gradients of [f] with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any> grad(f: (A, B, C) -> Tensor, argnums: List<Int>): (A, B, C) -> List<Any> =
    GradTransform.grad(Fn3(f), argnums.first(), *argnums.drop(1).toIntArray())::apply

/** The value of [f] and its gradient with respect to the first argument: `val (loss, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any> valueAndGrad(f: (A, B, C) -> Tensor): (A, B, C) -> Pair<Tensor, A> {
    val both = GradTransform.valueAndGrad(Fn3(f))
    return { a: A, b: B, c: C -> both.apply(a, b, c).pair() }
}

/** The value of [f] and its gradient with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, G : Any> valueAndGrad(
    f: (A, B, C) -> Tensor,
    argnum: Int,
): (A, B, C) -> Pair<Tensor, G> {
    val both = GradTransform.valueAndGrad<A, B, C, G>(Fn3(f), argnum)
    return { a: A, b: B, c: C -> both.apply(a, b, c).pair() }
}

/** The value of [f] and its gradients with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any> valueAndGrad(
    f: (A, B, C) -> Tensor,
    argnums: List<Int>,
): (A, B, C) -> Pair<Tensor, List<Any>> {
    val both = GradTransform.valueAndGrad(Fn3(f), argnums.first(), *argnums.drop(1).toIntArray())
    return { a: A, b: B, c: C -> both.apply(a, b, c).pair() }
}

/** The gradient of [f], a number, with respect to its first argument. */
public fun <A : Any, B : Any, C : Any, D : Any> grad(f: (A, B, C, D) -> Tensor): (A, B, C, D) -> A =
    GradTransform.grad(Fn4(f))::apply

/** The gradient of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, G : Any> grad(
    f: (A, B, C, D) -> Tensor,
    argnum: Int,
): (A, B, C, D) -> G = GradTransform.grad<A, B, C, D, G>(Fn4(f), argnum)::apply

/** The gradients of [f] with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any, D : Any> grad(
    f: (A, B, C, D) -> Tensor,
    argnums: List<Int>,
): (A, B, C, D) -> List<Any> = GradTransform.grad(Fn4(f), argnums.first(), *argnums.drop(1).toIntArray())::apply

/** The value of [f] and its gradient with respect to the first argument: `val (loss, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any> valueAndGrad(
    f: (A, B, C, D) -> Tensor,
): (A, B, C, D) -> Pair<Tensor, A> {
    val both = GradTransform.valueAndGrad(Fn4(f))
    return { a: A, b: B, c: C, d: D -> both.apply(a, b, c, d).pair() }
}

/** The value of [f] and its gradient with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, G : Any> valueAndGrad(
    f: (A, B, C, D) -> Tensor,
    argnum: Int,
): (A, B, C, D) -> Pair<Tensor, G> {
    val both = GradTransform.valueAndGrad<A, B, C, D, G>(Fn4(f), argnum)
    return { a: A, b: B, c: C, d: D -> both.apply(a, b, c, d).pair() }
}

/** The value of [f] and its gradients with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any, D : Any> valueAndGrad(
    f: (A, B, C, D) -> Tensor,
    argnums: List<Int>,
): (A, B, C, D) -> Pair<Tensor, List<Any>> {
    val both = GradTransform.valueAndGrad(Fn4(f), argnums.first(), *argnums.drop(1).toIntArray())
    return { a: A, b: B, c: C, d: D -> both.apply(a, b, c, d).pair() }
}

/** The gradient of [f], a number, with respect to its first argument. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any> grad(f: (A, B, C, D, E) -> Tensor): (A, B, C, D, E) -> A =
    GradTransform.grad(Fn5(f))::apply

/** The gradient of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, G : Any> grad(
    f: (A, B, C, D, E) -> Tensor,
    argnum: Int,
): (A, B, C, D, E) -> G = GradTransform.grad<A, B, C, D, E, G>(Fn5(f), argnum)::apply

/** The gradients of [f] with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any> grad(
    f: (A, B, C, D, E) -> Tensor,
    argnums: List<Int>,
): (A, B, C, D, E) -> List<Any> = GradTransform.grad(Fn5(f), argnums.first(), *argnums.drop(1).toIntArray())::apply

/** The value of [f] and its gradient with respect to the first argument: `val (loss, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any> valueAndGrad(
    f: (A, B, C, D, E) -> Tensor,
): (A, B, C, D, E) -> Pair<Tensor, A> {
    val both = GradTransform.valueAndGrad(Fn5(f))
    return { a: A, b: B, c: C, d: D, e: E -> both.apply(a, b, c, d, e).pair() }
}

/** The value of [f] and its gradient with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, G : Any> valueAndGrad(
    f: (A, B, C, D, E) -> Tensor,
    argnum: Int,
): (A, B, C, D, E) -> Pair<Tensor, G> {
    val both = GradTransform.valueAndGrad<A, B, C, D, E, G>(Fn5(f), argnum)
    return { a: A, b: B, c: C, d: D, e: E -> both.apply(a, b, c, d, e).pair() }
}

/** The value of [f] and its gradients with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any> valueAndGrad(
    f: (A, B, C, D, E) -> Tensor,
    argnums: List<Int>,
): (A, B, C, D, E) -> Pair<Tensor, List<Any>> {
    val both = GradTransform.valueAndGrad(Fn5(f), argnums.first(), *argnums.drop(1).toIntArray())
    return { a: A, b: B, c: C, d: D, e: E -> both.apply(a, b, c, d, e).pair() }
}

/** The gradient of [f], a number, with respect to its first argument. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any> grad(
    f: (A, B, C, D, E, F) -> Tensor,
): (A, B, C, D, E, F) -> A = GradTransform.grad(Fn6(f))::apply

/** The gradient of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, G : Any> grad(
    f: (A, B, C, D, E, F) -> Tensor,
    argnum: Int,
): (A, B, C, D, E, F) -> G = GradTransform.grad<A, B, C, D, E, F, G>(Fn6(f), argnum)::apply

/** The gradients of [f] with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any> grad(
    f: (A, B, C, D, E, F) -> Tensor,
    argnums: List<Int>,
): (A, B, C, D, E, F) -> List<Any> = GradTransform.grad(Fn6(f), argnums.first(), *argnums.drop(1).toIntArray())::apply

/** The value of [f] and its gradient with respect to the first argument: `val (loss, gradient) = ...`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any> valueAndGrad(
    f: (A, B, C, D, E, F) -> Tensor,
): (A, B, C, D, E, F) -> Pair<Tensor, A> {
    val both = GradTransform.valueAndGrad(Fn6(f))
    return { a: A, b: B, c: C, d: D, e: E, g: F -> both.apply(a, b, c, d, e, g).pair() }
}

/** The value of [f] and its gradient with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, G : Any> valueAndGrad(
    f: (A, B, C, D, E, F) -> Tensor,
    argnum: Int,
): (A, B, C, D, E, F) -> Pair<Tensor, G> {
    val both = GradTransform.valueAndGrad<A, B, C, D, E, F, G>(Fn6(f), argnum)
    return { a: A, b: B, c: C, d: D, e: E, g: F -> both.apply(a, b, c, d, e, g).pair() }
}

/** The value of [f] and its gradients with respect to the arguments [argnums], in their order. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any> valueAndGrad(
    f: (A, B, C, D, E, F) -> Tensor,
    argnums: List<Int>,
): (A, B, C, D, E, F) -> Pair<Tensor, List<Any>> {
    val both = GradTransform.valueAndGrad(Fn6(f), argnums.first(), *argnums.drop(1).toIntArray())
    return { a: A, b: B, c: C, d: D, e: E, g: F -> both.apply(a, b, c, d, e, g).pair() }
}

private fun <G : Any> ValueAndGrad<G>.pair(): Pair<Tensor, G> = Pair(value(), gradient())
