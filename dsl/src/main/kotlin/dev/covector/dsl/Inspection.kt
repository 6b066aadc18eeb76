package dev.covector.dsl

import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Fn5
import dev.covector.Fn6
import dev.covector.MapTransform

/** The result of [f] with tensors that have types but no values; nothing is computed. */
public fun <A : Any, R : Any> evalShape(f: (A) -> R, a: A): R = MapTransform.evalShape(Fn1(f), a)

/** The traced program of [f], to be read: `println(makeJaxpr(::f)(a))`. */
public fun <A : Any, R : Any> makeJaxpr(f: (A) -> R): (A) -> String = { a: A -> MapTransform.makeJaxpr(Fn1(f), a) }

/** The result of [f] with tensors that have types but no values; nothing is computed. */
public fun <A : Any, B : Any, R : Any> evalShape(f: (A, B) -> R, a: A, b: B): R = MapTransform.evalShape(Fn2(f), a, b)

/** The traced program of [f], to be read: `println(makeJaxpr(::f)(a, b))`. */
public fun <A : Any, B : Any, R : Any> makeJaxpr(f: (A, B) -> R): (A, B) -> String =
    { a: A, b: B -> MapTransform.makeJaxpr(Fn2(f), a, b) }

/** The result of [f] with tensors that have types but no values; nothing is computed. */
public fun <A : Any, B : Any, C : Any, R : Any> evalShape(f: (A, B, C) -> R, a: A, b: B, c: C): R =
    MapTransform.evalShape(Fn3(f), a, b, c)

/** The traced program of [f], to be read: `println(makeJaxpr(::f)(a, b, c))`. */
public fun <A : Any, B : Any, C : Any, R : Any> makeJaxpr(f: (A, B, C) -> R): (A, B, C) -> String =
    { a: A, b: B, c: C -> MapTransform.makeJaxpr(Fn3(f), a, b, c) }

/** The result of [f] with tensors that have types but no values; nothing is computed. */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> evalShape(f: (A, B, C, D) -> R, a: A, b: B, c: C, d: D): R =
    MapTransform.evalShape(Fn4(f), a, b, c, d)

/** The traced program of [f], to be read: `println(makeJaxpr(::f)(a, b, c, d))`. */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> makeJaxpr(f: (A, B, C, D) -> R): (A, B, C, D) -> String =
    { a: A, b: B, c: C, d: D -> MapTransform.makeJaxpr(Fn4(f), a, b, c, d) }

/** The result of [f] with tensors that have types but no values; nothing is computed. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> evalShape(
    f: (A, B, C, D, E) -> R,
    a: A,
    b: B,
    c: C,
    d: D,
    e: E,
): R = MapTransform.evalShape(Fn5(f), a, b, c, d, e)

/** The traced program of [f], to be read: `println(makeJaxpr(::f)(a, b, c, d, e))`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> makeJaxpr(
    f: (A, B, C, D, E) -> R,
): (A, B, C, D, E) -> String = { a: A, b: B, c: C, d: D, e: E -> MapTransform.makeJaxpr(Fn5(f), a, b, c, d, e) }

/** The result of [f] with tensors that have types but no values; nothing is computed. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> evalShape(
    f: (A, B, C, D, E, F) -> R,
    a: A,
    b: B,
    c: C,
    d: D,
    e: E,
    g: F,
): R = MapTransform.evalShape(Fn6(f), a, b, c, d, e, g)

/** The traced program of [f], to be read: `println(makeJaxpr(::f)(a, b, c, d, e, f))`. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> makeJaxpr(
    f: (A, B, C, D, E, F) -> R,
): (A, B, C, D, E, F) -> String =
    { a: A, b: B, c: C, d: D, e: E, g: F -> MapTransform.makeJaxpr(Fn6(f), a, b, c, d, e, g) }
