/** Saving and restoring of trees of tensors, after Orbax. */
@NullMarked
package dev.covector.checkpoint;

import org.jspecify.annotations.NullMarked;
