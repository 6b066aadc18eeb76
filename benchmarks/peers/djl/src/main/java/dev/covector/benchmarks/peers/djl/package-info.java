/** The rows on DJL, with its PyTorch engine, in a process of its own. */
@NullMarked
package dev.covector.benchmarks.peers.djl;

import org.jspecify.annotations.NullMarked;
