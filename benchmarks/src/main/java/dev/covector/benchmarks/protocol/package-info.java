/**
 * What the harness and a measured process say to each other, one JSON object a line.
 *
 * <p>Requests have a member {@code cmd}; a process that is not asked waits for its standard input:
 *
 * <ul>
 *   <li>{@code hello}: answers {@code name} and {@code version};
 *   <li>{@code prepare} with {@code row}: makes the inputs; {@code ready} is true, or false with
 *       {@code why} where the process has no such row;
 *   <li>{@code check}: calls the row, at first for the first time; answers {@code first_ms} and
 *       {@code outputs}, see {@link dev.covector.benchmarks.protocol.Output};
 *   <li>{@code warm} with {@code min_ms} and {@code max_ms}: calls it until its time is stable;
 *       answers {@code us} for a call;
 *   <li>{@code sample} with {@code samples} and {@code calls}: answers {@code us}, a list of the
 *       mean time of a call in each sample;
 *   <li>{@code close}: drops the row.
 * </ul>
 *
 * A request that fails is answered by {@code error}. The end of the input ends the process.
 */
@NullMarked
package dev.covector.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
