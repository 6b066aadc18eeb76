/**
 * JMH benchmarks for work on a single part: kernels, dispatch, tracing and compiling. {@code
 * ./covector bench --jmh REGEX} runs them.
 */
@NullMarked
package dev.covector.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
