package dev.covector.transform;

import org.jspecify.annotations.Nullable;

/** A function of the user over pytrees, its arguments in an array. */
@FunctionalInterface
public interface TreeFunction {
  /** Calls the function. */
  @Nullable Object apply(@Nullable Object[] arguments);
}
