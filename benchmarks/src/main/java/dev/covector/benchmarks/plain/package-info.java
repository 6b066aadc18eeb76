/**
 * The training steps of the rows written with plain functions over records, without modules and
 * optimizers: what these cost is the difference. {@code ./covector bench --plain} measures it.
 */
@NullMarked
package dev.covector.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
