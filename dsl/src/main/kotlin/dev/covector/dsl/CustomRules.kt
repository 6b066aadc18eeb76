package dev.covector.dsl

import dev.covector.CustomTransform
import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Forward
import dev.covector.Jvp

/**
 * [f] with a forward-mode rule of its own, from which reverse mode follows: `customJvp(::f) { x, dx -> f(x) to
 * slope(x) * dx }`.
 *
 * @param rule from the argument and its tangent to the value and its tangent, which must be linear in the
 *     tangent
 */
@Suppress("UNCHECKED_CAST") // arguments and tangents come in the order and of the types of the function
public fun <A : Any, R : Any> customJvp(
    f: (A) -> R,
    rule: (A, A) -> Pair<R, R>,
): (A) -> R = CustomTransform.customJvp<A, R>(Fn1(f)) { arguments, tangents ->
    val (value, tangent) =
        rule(arguments[0] as A, tangents[0] as A)
    Jvp(value, tangent)
}::apply

/**
 * [f] with a reverse-mode rule of its own.
 *
 * @param forward from the argument to the value and what [backward] needs
 * @param backward from that and the value's cotangent to the cotangent of the argument
 */
public fun <A : Any, R : Any, S : Any> customVjp(
    f: (A) -> R,
    forward: (A) -> Pair<R, S>,
    backward: (S, R) -> A,
): (A) -> R = CustomTransform.customVjp<A, R, S>(
    Fn1(f),
    { a -> forward(a).let { (value, residuals) -> Forward(value, residuals) } },
    { residuals, cotangent -> listOf(backward(residuals, cotangent)) },
)::apply

/**
 * [f] with a forward-mode rule of its own, from which reverse mode follows: `customJvp(::f) { (x, y), (dx, dy) ->
 * f(x, y) to y * dx + x * dy }`.
 *
 * @param rule from the arguments and their tangents to the value and its tangent, which must be linear in the
 *     tangents
 */
@Suppress("UNCHECKED_CAST") // arguments and tangents come in the order and of the types of the function
public fun <A : Any, B : Any, R : Any> customJvp(
    f: (A, B) -> R,
    rule: (Pair<A, B>, Pair<A, B>) -> Pair<R, R>,
): (A, B) -> R = CustomTransform.customJvp<A, B, R>(Fn2(f)) { arguments, tangents ->
    val (value, tangent) =
        rule(
            Pair(arguments[0] as A, arguments[1] as B),
            Pair(tangents[0] as A, tangents[1] as B),
        )
    Jvp(value, tangent)
}::apply

/**
 * [f] with a reverse-mode rule of its own.
 *
 * @param forward from the arguments to the value and what [backward] needs
 * @param backward from that and the value's cotangent to the cotangents of the arguments
 */
public fun <A : Any, B : Any, R : Any, S : Any> customVjp(
    f: (A, B) -> R,
    forward: (A, B) -> Pair<R, S>,
    backward: (S, R) -> Pair<A, B>,
): (A, B) -> R = CustomTransform.customVjp<A, B, R, S>(
    Fn2(f),
    { a, b -> forward(a, b).let { (value, residuals) -> Forward(value, residuals) } },
    { residuals, cotangent -> backward(residuals, cotangent).toList() },
)::apply

/**
 * [f] with a forward-mode rule of its own, from which reverse mode follows: `customJvp(::f) { (x, y, z), (dx, dy,
 * dz) -> ... }`.
 *
 * @param rule from the arguments and their tangents to the value and its tangent, which must be linear in the
 *     tangents
 */
@Suppress("UNCHECKED_CAST") // arguments and tangents come in the order and of the types of the function
public fun <A : Any, B : Any, C : Any, R : Any> customJvp(
    f: (A, B, C) -> R,
    rule: (Triple<A, B, C>, Triple<A, B, C>) -> Pair<R, R>,
): (A, B, C) -> R = CustomTransform.customJvp<A, B, C, R>(Fn3(f)) { arguments, tangents ->
    val (value, tangent) =
        rule(
            Triple(arguments[0] as A, arguments[1] as B, arguments[2] as C),
            Triple(tangents[0] as A, tangents[1] as B, tangents[2] as C),
        )
    Jvp(value, tangent)
}::apply

/**
 * [f] with a reverse-mode rule of its own.
 *
 * @param forward from the arguments to the value and what [backward] needs
 * @param backward from that and the value's cotangent to the cotangents of the arguments
 */
public fun <A : Any, B : Any, C : Any, R : Any, S : Any> customVjp(
    f: (A, B, C) -> R,
    forward: (A, B, C) -> Pair<R, S>,
    backward: (S, R) -> Triple<A, B, C>,
): (A, B, C) -> R = CustomTransform.customVjp<A, B, C, R, S>(
    Fn3(f),
    { a, b, c -> forward(a, b, c).let { (value, residuals) -> Forward(value, residuals) } },
    { residuals, cotangent -> backward(residuals, cotangent).toList() },
)::apply
