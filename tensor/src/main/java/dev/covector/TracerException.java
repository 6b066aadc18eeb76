package dev.covector;

import org.jspecify.annotations.Nullable;

/** Thrown for a traced value used where a concrete one is needed, or outside its trace. */
public final class TracerException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public TracerException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public TracerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
