package dev.covector;

import org.jspecify.annotations.Nullable;

/**
 * The root of what Covector throws for bad input. The message names the operation, the types, what
 * to do, and the user's own line where it is known.
 */
public class CovectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public CovectorException(String message) {
    super(UserLine.append(message));
  }

  /** An exception with a cause; the message ends in the user's line. */
  public CovectorException(String message, @Nullable Throwable cause) {
    super(UserLine.append(message), cause);
  }
}
