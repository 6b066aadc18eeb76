/** The rows on EJML, in a process of its own. */
@NullMarked
package dev.covector.benchmarks.peers.ejml;

import org.jspecify.annotations.NullMarked;
