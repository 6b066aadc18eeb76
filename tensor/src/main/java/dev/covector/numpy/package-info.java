/** JAX's numpy: operations with promotion and broadcasting. */
@NullMarked
package dev.covector.numpy;

import org.jspecify.annotations.NullMarked;
