package dev.covector;

import org.jspecify.annotations.Nullable;

/** Thrown for sizes, axes or ranks that do not fit an operation. */
public final class ShapeException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public ShapeException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public ShapeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
