/** The machinery of the transformations: flattening, caching, linearization, transposition. */
@NullMarked
package dev.covector.transform;

import org.jspecify.annotations.NullMarked;
