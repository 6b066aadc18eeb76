/** JAX's lax: strictly typed operations and control flow. */
@NullMarked
package dev.covector.lax;

import org.jspecify.annotations.NullMarked;
