package dev.covector.dsl

import dev.covector.CacheStatistics
import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Fn5
import dev.covector.Fn6
import dev.covector.Jit1
import dev.covector.Jit2
import dev.covector.Jit3
import dev.covector.Jit4
import dev.covector.Jit5
import dev.covector.Jit6
import dev.covector.JitOptions
import dev.covector.JitTransform

private fun options(name: String, static: Iterable<Int>, donate: Iterable<Int>, maxTraces: Int): JitOptions =
    JitOptions(name, static.toSet(), donate.toSet(), maxTraces)

/** A function of one argument, compiled for each structure and type of its arguments that it meets. */
public class Jitted1<A : Any, R : Any> internal constructor(private val compiled: Jit1<A, R>) :
    (A) -> R,
    Fn1<A, R> by compiled {
    /** How its cache did. */
    public val statistics: CacheStatistics get() = compiled.statistics()

    override fun invoke(a: A): R = compiled.apply(a)
}

/** [f], traced once for each structure and type of its arguments, then run as one compiled program. */
public fun <A : Any, R : Any> jit(f: (A) -> R): Jitted1<A, R> = Jitted1(JitTransform.jit(Fn1(f), JitOptions.DEFAULT))

/**
 * [f] compiled, with options.
 *
 * @param name of the function, in messages and printed programs
 * @param static arguments, from 0, that are compared with equals and never traced
 * @param donate arguments, from 0, whose memory the call may reuse; they must not be used after it
 * @param maxTraces after how many traces a further one is an error
 */
public fun <A : Any, R : Any> jit(
    name: String = "function",
    static: Iterable<Int> = emptyList(),
    donate: Iterable<Int> = emptyList(),
    maxTraces: Int = Int.MAX_VALUE,
    f: (A) -> R,
): Jitted1<A, R> = Jitted1(JitTransform.jit(Fn1(f), options(name, static, donate, maxTraces)))

/** A function of two arguments, compiled for each structure and type of its arguments that it meets. */
public class Jitted2<A : Any, B : Any, R : Any> internal constructor(private val compiled: Jit2<A, B, R>) :
    (A, B) -> R,
    Fn2<A, B, R> by compiled {
    /** How its cache did. */
    public val statistics: CacheStatistics get() = compiled.statistics()

    override fun invoke(a: A, b: B): R = compiled.apply(a, b)
}

/** [f], traced once for each structure and type of its arguments, then run as one compiled program. */
public fun <A : Any, B : Any, R : Any> jit(f: (A, B) -> R): Jitted2<A, B, R> =
    Jitted2(JitTransform.jit(Fn2(f), JitOptions.DEFAULT))

/**
 * [f] compiled, with options.
 *
 * @param name of the function, in messages and printed programs
 * @param static arguments, from 0, that are compared with equals and never traced
 * @param donate arguments, from 0, whose memory the call may reuse; they must not be used after it
 * @param maxTraces after how many traces a further one is an error
 */
public fun <A : Any, B : Any, R : Any> jit(
    name: String = "function",
    static: Iterable<Int> = emptyList(),
    donate: Iterable<Int> = emptyList(),
    maxTraces: Int = Int.MAX_VALUE,
    f: (A, B) -> R,
): Jitted2<A, B, R> = Jitted2(JitTransform.jit(Fn2(f), options(name, static, donate, maxTraces)))

/** A function of three arguments, compiled for each structure and type of its arguments that it meets. */
public class Jitted3<A : Any, B : Any, C : Any, R : Any> internal constructor(private val compiled: Jit3<A, B, C, R>) :
    (A, B, C) -> R,
    Fn3<A, B, C, R> by compiled {
    /** How its cache did. */
    public val statistics: CacheStatistics get() = compiled.statistics()

    override fun invoke(a: A, b: B, c: C): R = compiled.apply(a, b, c)
}

/** [f], traced once for each structure and type of its arguments, then run as one compiled program. */
public fun <A : Any, B : Any, C : Any, R : Any> jit(f: (A, B, C) -> R): Jitted3<A, B, C, R> =
    Jitted3(JitTransform.jit(Fn3(f), JitOptions.DEFAULT))

/**
 * [f] compiled, with options.
 *
 * @param name of the function, in messages and printed programs
 * @param static arguments, from 0, that are compared with equals and never traced
 * @param donate arguments, from 0, whose memory the call may reuse; they must not be used after it
 * @param maxTraces after how many traces a further one is an error
 */
public fun <A : Any, B : Any, C : Any, R : Any> jit(
    name: String = "function",
    static: Iterable<Int> = emptyList(),
    donate: Iterable<Int> = emptyList(),
    maxTraces: Int = Int.MAX_VALUE,
    f: (A, B, C) -> R,
): Jitted3<A, B, C, R> = Jitted3(JitTransform.jit(Fn3(f), options(name, static, donate, maxTraces)))

/** A function of four arguments, compiled for each structure and type of its arguments that it meets. */
public class Jitted4<A : Any, B : Any, C : Any, D : Any, R : Any> internal constructor(
    private val compiled: Jit4<A, B, C, D, R>,
) : (A, B, C, D) -> R,
    Fn4<A, B, C, D, R> by compiled {
    /** How its cache did. */
    public val statistics: CacheStatistics get() = compiled.statistics()

    override fun invoke(a: A, b: B, c: C, d: D): R = compiled.apply(a, b, c, d)
}

/** [f], traced once for each structure and type of its arguments, then run as one compiled program. */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> jit(f: (A, B, C, D) -> R): Jitted4<A, B, C, D, R> =
    Jitted4(JitTransform.jit(Fn4(f), JitOptions.DEFAULT))

/**
 * [f] compiled, with options.
 *
 * @param name of the function, in messages and printed programs
 * @param static arguments, from 0, that are compared with equals and never traced
 * @param donate arguments, from 0, whose memory the call may reuse; they must not be used after it
 * @param maxTraces after how many traces a further one is an error
 */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> jit(
    name: String = "function",
    static: Iterable<Int> = emptyList(),
    donate: Iterable<Int> = emptyList(),
    maxTraces: Int = Int.MAX_VALUE,
    f: (A, B, C, D) -> R,
): Jitted4<A, B, C, D, R> = Jitted4(JitTransform.jit(Fn4(f), options(name, static, donate, maxTraces)))

/** A function of five arguments, compiled for each structure and type of its arguments that it meets. */
public class Jitted5<A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> internal constructor(
    private val compiled: Jit5<A, B, C, D, E, R>,
) : (A, B, C, D, E) -> R,
    Fn5<A, B, C, D, E, R> by compiled {
    /** How its cache did. */
    public val statistics: CacheStatistics get() = compiled.statistics()

    override fun invoke(a: A, b: B, c: C, d: D, e: E): R = compiled.apply(a, b, c, d, e)
}

/** [f], traced once for each structure and type of its arguments, then run as one compiled program. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> jit(
    f: (A, B, C, D, E) -> R,
): Jitted5<A, B, C, D, E, R> = Jitted5(JitTransform.jit(Fn5(f), JitOptions.DEFAULT))

/**
 * [f] compiled, with options.
 *
 * @param name of the function, in messages and printed programs
 * @param static arguments, from 0, that are compared with equals and never traced
 * @param donate arguments, from 0, whose memory the call may reuse; they must not be used after it
 * @param maxTraces after how many traces a further one is an error
 */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> jit(
    name: String = "function",
    static: Iterable<Int> = emptyList(),
    donate: Iterable<Int> = emptyList(),
    maxTraces: Int = Int.MAX_VALUE,
    f: (A, B, C, D, E) -> R,
): Jitted5<A, B, C, D, E, R> = Jitted5(JitTransform.jit(Fn5(f), options(name, static, donate, maxTraces)))

/** A function of six arguments, compiled for each structure and type of its arguments that it meets. */
public class Jitted6<A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> internal constructor(
    private val compiled: Jit6<A, B, C, D, E, F, R>,
) : (A, B, C, D, E, F) -> R,
    Fn6<A, B, C, D, E, F, R> by compiled {
    /** How its cache did. */
    public val statistics: CacheStatistics get() = compiled.statistics()

    override fun invoke(a: A, b: B, c: C, d: D, e: E, f: F): R = compiled.apply(a, b, c, d, e, f)
}

/** [f], traced once for each structure and type of its arguments, then run as one compiled program. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> jit(
    f: (A, B, C, D, E, F) -> R,
): Jitted6<A, B, C, D, E, F, R> = Jitted6(JitTransform.jit(Fn6(f), JitOptions.DEFAULT))

/**
 * [f] compiled, with options.
 *
 * @param name of the function, in messages and printed programs
 * @param static arguments, from 0, that are compared with equals and never traced
 * @param donate arguments, from 0, whose memory the call may reuse; they must not be used after it
 * @param maxTraces after how many traces a further one is an error
 */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> jit(
    name: String = "function",
    static: Iterable<Int> = emptyList(),
    donate: Iterable<Int> = emptyList(),
    maxTraces: Int = Int.MAX_VALUE,
    f: (A, B, C, D, E, F) -> R,
): Jitted6<A, B, C, D, E, F, R> = Jitted6(JitTransform.jit(Fn6(f), options(name, static, donate, maxTraces)))
