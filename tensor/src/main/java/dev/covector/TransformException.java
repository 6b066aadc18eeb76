package dev.covector;

import org.jspecify.annotations.Nullable;

/** Thrown for a transformation applied to something it cannot transform. */
public final class TransformException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public TransformException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public TransformException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
