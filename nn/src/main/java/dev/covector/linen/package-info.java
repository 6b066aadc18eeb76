/** Modules that describe, with their parameters outside, after Flax linen. */
@NullMarked
package dev.covector.linen;

import org.jspecify.annotations.NullMarked;
