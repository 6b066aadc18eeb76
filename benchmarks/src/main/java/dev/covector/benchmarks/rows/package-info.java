/**
 * The rows on Covector, as programs for {@link dev.covector.benchmarks.protocol.PeerServer}; their
 * mirror for JAX is the resource {@code jax_rows.py}.
 */
@NullMarked
package dev.covector.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
