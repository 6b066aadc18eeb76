/**
 * The harness that holds Covector against its peers: {@link dev.covector.benchmarks.Bench} is the
 * command, {@link dev.covector.benchmarks.Comparison} measures one row on all of them in turn. Each
 * side runs in a process of its own that speaks {@link dev.covector.benchmarks.protocol}. How
 * things are measured is told in {@code docs/benchmarks.md}.
 */
@NullMarked
package dev.covector.benchmarks;

import org.jspecify.annotations.NullMarked;
