/** The graph IR: staged programs, their checker, printer and passes. */
@NullMarked
package dev.covector.graph;

import org.jspecify.annotations.NullMarked;
