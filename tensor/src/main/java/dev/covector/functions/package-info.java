/** JAX's nn functions: activations, softmax and their relatives. */
@NullMarked
package dev.covector.functions;

import org.jspecify.annotations.NullMarked;
