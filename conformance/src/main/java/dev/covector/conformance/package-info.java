/**
 * The runner of the language-neutral reference suites: it reads a suite ({@link
 * dev.covector.conformance.Suite}), evaluates each case eagerly and under {@code jit}, compares the
 * results with what JAX computed ({@link dev.covector.conformance.Comparison}) and reports.
 */
@NullMarked
package dev.covector.conformance;

import org.jspecify.annotations.NullMarked;
