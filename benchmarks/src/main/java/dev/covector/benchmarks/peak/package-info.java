/**
 * What the machine can do at most: fused multiply-adds out of registers, and a triad over memory.
 */
@NullMarked
package dev.covector.benchmarks.peak;

import org.jspecify.annotations.NullMarked;
