/**
 * What happens when an operation is bound: evaluation, staging into a graph, forward mode,
 * batching.
 */
@NullMarked
package dev.covector.trace;

import org.jspecify.annotations.NullMarked;
