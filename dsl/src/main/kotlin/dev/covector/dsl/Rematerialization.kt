package dev.covector.dsl

import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Fn5
import dev.covector.Fn6
import dev.covector.MapTransform

/** [f], whose intermediate values are computed again in the backward pass instead of kept. */
public fun <A : Any, R : Any> checkpoint(f: (A) -> R): (A) -> R = MapTransform.checkpoint(Fn1(f))::apply

/** The same as [checkpoint]: JAX's other name. */
public fun <A : Any, R : Any> remat(f: (A) -> R): (A) -> R = checkpoint(f)

/** [f], whose intermediate values are computed again in the backward pass instead of kept. */
public fun <A : Any, B : Any, R : Any> checkpoint(f: (A, B) -> R): (A, B) -> R = MapTransform.checkpoint(Fn2(f))::apply

/** The same as [checkpoint]: JAX's other name. */
public fun <A : Any, B : Any, R : Any> remat(f: (A, B) -> R): (A, B) -> R = checkpoint(f)

/** [f], whose intermediate values are computed again in the backward pass instead of kept. */
public fun <A : Any, B : Any, C : Any, R : Any> checkpoint(f: (A, B, C) -> R): (A, B, C) -> R =
    MapTransform.checkpoint(Fn3(f))::apply

/** The same as [checkpoint]: JAX's other name. */
public fun <A : Any, B : Any, C : Any, R : Any> remat(f: (A, B, C) -> R): (A, B, C) -> R = checkpoint(f)

/** [f], whose intermediate values are computed again in the backward pass instead of kept. */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> checkpoint(f: (A, B, C, D) -> R): (A, B, C, D) -> R =
    MapTransform.checkpoint(Fn4(f))::apply

/** The same as [checkpoint]: JAX's other name. */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> remat(f: (A, B, C, D) -> R): (A, B, C, D) -> R = checkpoint(f)

/** [f], whose intermediate values are computed again in the backward pass instead of kept. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> checkpoint(
    f: (A, B, C, D, E) -> R,
): (A, B, C, D, E) -> R = MapTransform.checkpoint(Fn5(f))::apply

/** The same as [checkpoint]: JAX's other name. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> remat(
    f: (A, B, C, D, E) -> R,
): (A, B, C, D, E) -> R = checkpoint(f)

/** [f], whose intermediate values are computed again in the backward pass instead of kept. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> checkpoint(
    f: (A, B, C, D, E, F) -> R,
): (A, B, C, D, E, F) -> R = MapTransform.checkpoint(Fn6(f))::apply

/** The same as [checkpoint]: JAX's other name. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> remat(
    f: (A, B, C, D, E, F) -> R,
): (A, B, C, D, E, F) -> R = checkpoint(f)
