package dev.covector;

import org.jspecify.annotations.Nullable;

/** Thrown for an element type that an operation does not take. */
public final class DTypeException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public DTypeException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public DTypeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
