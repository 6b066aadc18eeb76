/** Modules that hold their parameters, after Flax nnx. */
@NullMarked
package dev.covector.nnx;

import org.jspecify.annotations.NullMarked;
