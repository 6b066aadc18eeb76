/** The rows on ND4J, with its native backend, in a process of its own. */
@NullMarked
package dev.covector.benchmarks.peers.nd4j;

import org.jspecify.annotations.NullMarked;
