package dev.covector.dsl

import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Scanned
import dev.covector.Tensor
import dev.covector.lax.Lax

// Each loop comes in the order of JAX, the function first, and in Kotlin's, the function last: scan(f, init, xs) is
// scan(init, xs) { carry, x -> ... }. The functions may use tensors from outside.

/**
 * One of two values, whichever a bool scalar says; only that one is computed.
 *
 * ```kotlin
 * val x = scalar(-2f)
 * val positive = cond(x gt 0, { x }, { -x })
 * ```
 */
public fun <R : Any> cond(predicate: Tensor, onTrue: () -> R, onFalse: () -> R): R =
    Lax.cond(predicate, onTrue, onFalse)

/** One of two functions of an operand, whichever a bool scalar says. */
public fun <A : Any, R : Any> cond(predicate: Tensor, onTrue: (A) -> R, onFalse: (A) -> R, operand: A): R =
    Lax.cond(predicate, Fn1(onTrue), Fn1(onFalse), operand)

/** One of several values, by an integer scalar, which is clamped to the branches. */
public fun <R : Any> switch(index: Tensor, vararg branches: () -> R): R =
    Lax.switchCase(index, branches.map { branch -> Fn1<List<Any>, R> { branch() } }, emptyList())

/** One of several functions of an operand, by an integer scalar, which is clamped to the branches. */
public fun <A : Any, R : Any> switch(index: Tensor, branches: List<(A) -> R>, operand: A): R =
    Lax.switchCase(index, branches.map { branch -> Fn1<A, R> { branch(it) } }, operand)

/**
 * A body repeated while a condition holds; forward mode only, as in JAX.
 *
 * ```kotlin
 * val powerOfTwo = whileLoop({ x: Tensor -> x lt 100 }, { x -> 2 * x }, scalar(1f))
 * ```
 *
 * @param condition of the carry, a bool scalar
 * @param body of the carry, the next one, of the same tree and types
 */
public fun <C : Any> whileLoop(condition: (C) -> Tensor, body: (C) -> C, init: C): C =
    Lax.whileLoop(Fn1(condition), Fn1(body), init)

/** As above, with the body last: `whileLoop(scalar(1f), { it lt 100 }) { 2 * it }`. */
public fun <C : Any> whileLoop(init: C, condition: (C) -> Tensor, body: (C) -> C): C = whileLoop(condition, body, init)

/**
 * A body repeated for i from [lower] to before [upper]; differentiable both ways.
 *
 * @param body of i, an i32 scalar, and the carry: the next carry
 */
public fun <C : Any> foriLoop(lower: Int, upper: Int, body: (Tensor, C) -> C, init: C): C =
    Lax.foriLoop(lower, upper, Fn2(body), init)

/** As above, with the body last: `foriLoop(0, 10, scalar(0f)) { i, sum -> sum + i }`. */
public fun <C : Any> foriLoop(lower: Int, upper: Int, init: C, body: (Tensor, C) -> C): C =
    foriLoop(lower, upper, body, init)

/** A body repeated between bounds that are known only when it runs; forward mode only. */
public fun <C : Any> foriLoop(lower: Tensor, upper: Tensor, body: (Tensor, C) -> C, init: C): C =
    Lax.foriLoop(lower, upper, Fn2(body), init)

/** As above, with the body last. */
public fun <C : Any> foriLoop(lower: Tensor, upper: Tensor, init: C, body: (Tensor, C) -> C): C =
    foriLoop(lower, upper, body, init)

/**
 * A body run over slices along axis 0, with a carry: the last carry, and the outputs stacked.
 *
 * ```kotlin
 * val (total, sums) = scan(scalar(0f), tensor(1f, 2f, 3f)) { sum, x -> (sum + x) to (sum + x) }
 * ```
 *
 * @param xs sequences of one length, a tree
 * @param reverse whether it runs from the last slice to the first
 * @param f of the carry and a slice: the next carry, of the same types, and an output
 */
public fun <C : Any, X : Any, Y : Any> scan(
    init: C,
    xs: X,
    reverse: Boolean = false,
    f: (C, X) -> Pair<C, Y>,
): Pair<C, Y> {
    val body = Fn2<C, X, Scanned<C, Y>> { carry, x -> f(carry, x).let { (next, y) -> Scanned(next, y) } }
    val scanned = Lax.scan(body, init, xs, -1, reverse)
    return Pair(scanned.carry(), scanned.outputs())
}

/** As above, in JAX's order: `val (carry, ys) = scan(::step, init, xs)`. */
public fun <C : Any, X : Any, Y : Any> scan(
    f: (C, X) -> Pair<C, Y>,
    init: C,
    xs: X,
    reverse: Boolean = false,
): Pair<C, Y> = scan(init, xs, reverse, f)

/**
 * A body run [length] times with a carry and nothing to read: `val (last, path) = scan(start, length = 100) { ... }`.
 *
 * @param f of the carry: the next carry, of the same types, and an output
 */
public fun <C : Any, Y : Any> scan(init: C, length: Int, f: (C) -> Pair<C, Y>): Pair<C, Y> {
    val body = Fn2<C, List<Any>, Scanned<C, Y>> { carry, _ -> f(carry).let { (next, y) -> Scanned(next, y) } }
    val scanned = Lax.scan(body, init, emptyList<Any>(), length, false)
    return Pair(scanned.carry(), scanned.outputs())
}

/** A function of each slice along axis 0, one after the other; the results stacked. [vmap] does all at once. */
public fun <X : Any, Y : Any> map(f: (X) -> Y, xs: X): Y = Lax.map(Fn1(f), xs)

/** As above, with the function last: `map(xs) { x -> ... }`. */
public fun <X : Any, Y : Any> map(xs: X, f: (X) -> Y): Y = Lax.map(Fn1(f), xs)

/**
 * All prefixes of an associative function along an axis, in log2(n) steps over the whole.
 *
 * @param f of two trees like [elements], with any number of slices along the axis
 * @param reverse whether it runs from the end
 */
public fun <T : Any> associativeScan(f: (T, T) -> T, elements: T, reverse: Boolean = false, axis: Int = 0): T =
    Lax.associativeScan(Fn2(f), elements, reverse, axis)

/** As above, with the function last: `associativeScan(x) { a, b -> a * b }`. */
public fun <T : Any> associativeScan(elements: T, reverse: Boolean = false, axis: Int = 0, f: (T, T) -> T): T =
    Lax.associativeScan(Fn2(f), elements, reverse, axis)
