/** The rows on Multik, with its OpenBLAS engine, in a process of its own. */
@NullMarked
package dev.covector.benchmarks.peers.multik;

import org.jspecify.annotations.NullMarked;
