/** From graphs to programs of kernels: inlining, fusion, index maps. */
@NullMarked
package dev.covector.lowering;

import org.jspecify.annotations.NullMarked;
