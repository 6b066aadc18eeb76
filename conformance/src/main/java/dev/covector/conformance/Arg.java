package dev.covector.conformance;

import org.jspecify.annotations.Nullable;

/** An argument of a case's function. */
sealed interface Arg {
  /** A tensor, by its name in the suite's tensors file. */
  record TensorArg(String tensor) implements Arg {}

  /**
   * A value known before tracing, as {@link Json} reads it: a Long for {@code 3}, a Double for
   * {@code 3.0}, a Boolean, a String, a List, a Map or null (JAX's None).
   */
  record StaticArg(@Nullable Object value) implements Arg {}
}
