package dev.covector.dsl

import dev.covector.Defaults

/** Runs [block] with 64-bit default widths, as JAX's x64 mode: `wide { tensor(0.1) }` is f64. */
public fun <T : Any> wide(block: () -> T): T = Defaults.wide(block)

/** Runs [block] with 32-bit default widths, as outside of [wide]. */
public fun <T : Any> narrow(block: () -> T): T = Defaults.narrow(block)

/**
 * Runs [block]; the first operation that makes a NaN out of numbers throws.
 *
 * @throws dev.covector.CovectorException naming the operation and its line
 */
public fun <T : Any> debugNans(block: () -> T): T = Defaults.debugNans(block)
