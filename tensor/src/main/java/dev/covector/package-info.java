/** Tensors, their types, and the transformations of functions over them. */
@NullMarked
package dev.covector;

import org.jspecify.annotations.NullMarked;
