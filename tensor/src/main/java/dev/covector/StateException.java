package dev.covector;

import org.jspecify.annotations.Nullable;

/** Thrown for a tensor that was closed or donated. */
public final class StateException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public StateException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public StateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
