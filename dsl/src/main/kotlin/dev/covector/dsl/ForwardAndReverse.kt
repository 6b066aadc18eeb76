package dev.covector.dsl

import dev.covector.DerivativeTransform
import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Jvp

/**
 * The value of [f] and its pullback, which goes from a cotangent like the value to a gradient like the argument:
 * `val (y, pullback) = vjp(::f, x)`.
 *
 * @throws dev.covector.DTypeException when an argument has integers
 */
public fun <A : Any, R : Any> vjp(f: (A) -> R, a: A): Pair<R, (R) -> A> {
    val vjp = DerivativeTransform.vjp(Fn1(f), a)
    return Pair(vjp.value(), vjp.pullback()::apply)
}

/**
 * The value of [f] and its linear map of tangents, to be applied many times:
 * `val (y, pushforward) = linearize(::f, a)`.
 */
public fun <A : Any, R : Any> linearize(f: (A) -> R, a: A): Pair<R, (A) -> R> {
    val linear = DerivativeTransform.linearize(Fn1(f), a)
    return Pair(linear.value(), linear.map()::apply)
}

/** The value of [f] and how it changes where the argument changes by [tangent]: `val (y, dy) = jvp(::f, x, dx)`. */
public fun <A : Any, R : Any> jvp(f: (A) -> R, primal: A, tangent: A): Pair<R, R> =
    DerivativeTransform.jvp(Fn1(f), primal, tangent).pair()

/**
 * The value of [f] and its pullback, which goes from a cotangent like the value to a gradient for each argument:
 * `val (y, pullback) = vjp(::f, a, b)`, `val (da, db) = pullback(dy)`.
 *
 * @throws dev.covector.DTypeException when an argument has integers
 */
public fun <A : Any, B : Any, R : Any> vjp(f: (A, B) -> R, a: A, b: B): Pair<R, (R) -> Pair<A, B>> {
    val vjp = DerivativeTransform.vjp(Fn2(f), a, b)
    return Pair(vjp.value(), { cotangent -> pair(vjp.pullback().apply(cotangent)) })
}

/**
 * The value of [f] and its linear map of tangents, to be applied many times:
 * `val (y, pushforward) = linearize(::f, a, b)`.
 */
public fun <A : Any, B : Any, R : Any> linearize(f: (A, B) -> R, a: A, b: B): Pair<R, (A, B) -> R> {
    val linear = DerivativeTransform.linearize(Fn2(f), a, b)
    return Pair(linear.value(), linear.map()::apply)
}

/** The value of [f] and how it changes with its arguments: `val (y, dy) = jvp(::f, a to b, da to db)`. */
public fun <A : Any, B : Any, R : Any> jvp(f: (A, B) -> R, primals: Pair<A, B>, tangents: Pair<A, B>): Pair<R, R> =
    DerivativeTransform.jvp(
        Fn2(f),
        primals.first,
        primals.second,
        tangents.first,
        tangents.second,
    ).pair()

/**
 * The value of [f] and its pullback, which goes from a cotangent like the value to a gradient for each argument.
 *
 * @throws dev.covector.DTypeException when an argument has integers
 */
public fun <A : Any, B : Any, C : Any, R : Any> vjp(
    f: (A, B, C) -> R,
    a: A,
    b: B,
    c: C,
): Pair<R, (R) -> Triple<A, B, C>> {
    val vjp = DerivativeTransform.vjp(Fn3(f), a, b, c)
    return Pair(vjp.value(), { cotangent -> triple(vjp.pullback().apply(cotangent)) })
}

/**
 * The value of [f] and its linear map of tangents, to be applied many times:
 * `val (y, pushforward) = linearize(::f, a, b, c)`.
 */
public fun <A : Any, B : Any, C : Any, R : Any> linearize(
    f: (A, B, C) -> R,
    a: A,
    b: B,
    c: C,
): Pair<R, (A, B, C) -> R> {
    val linear = DerivativeTransform.linearize(Fn3(f), a, b, c)
    return Pair(linear.value(), linear.map()::apply)
}

/**
 * The value of [f] and how it changes with its arguments: `val (y, dy) = jvp(::f, Triple(a, b, c), Triple(da, db,
 * dc))`.
 */
public fun <A : Any, B : Any, C : Any, R : Any> jvp(
    f: (A, B, C) -> R,
    primals: Triple<A, B, C>,
    tangents: Triple<A, B, C>,
): Pair<R, R> = DerivativeTransform.jvp(
    Fn3(f),
    primals.first,
    primals.second,
    primals.third,
    tangents.first,
    tangents.second,
    tangents.third,
).pair()

private fun <R : Any> Jvp<R>.pair(): Pair<R, R> = Pair(value(), tangent())

@Suppress("UNCHECKED_CAST") // one gradient per argument, of its type
private fun <A : Any, B : Any> pair(gradients: List<Any>): Pair<A, B> = Pair(gradients[0] as A, gradients[1] as B)

@Suppress("UNCHECKED_CAST") // one gradient per argument, of its type
private fun <A : Any, B : Any, C : Any> triple(gradients: List<Any>): Triple<A, B, C> =
    Triple(gradients[0] as A, gradients[1] as B, gradients[2] as C)
