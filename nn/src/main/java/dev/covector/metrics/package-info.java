/**
 * Metrics of training and evaluation: functions of tensors in {@link dev.covector.metrics.Metrics},
 * and {@linkplain dev.covector.metrics.Accumulator accumulators} that gather them over batches. All
 * of them may be jitted. The metrics of {@code nnx} are these, kept in variables.
 */
@NullMarked
package dev.covector.metrics;

import org.jspecify.annotations.NullMarked;
