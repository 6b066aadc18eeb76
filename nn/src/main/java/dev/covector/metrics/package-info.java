/** Metrics of training and evaluation. */
@NullMarked
package dev.covector.metrics;

import org.jspecify.annotations.NullMarked;
