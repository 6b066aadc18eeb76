package dev.covector;

import java.util.List;

/** The forward-mode rule of a {@link Covector#customJvp custom jvp}. */
@FunctionalInterface
public interface JvpRule<R> {
  /**
   * The value and its tangent.
   *
   * @param arguments of the function, in order
   * @param tangents trees like the arguments; zeros where an argument does not change
   */
  Jvp<R> apply(List<Object> arguments, List<Object> tangents);
}
