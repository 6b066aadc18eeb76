package dev.covector;

import org.jspecify.annotations.Nullable;

/** Thrown when a device has no memory left; the message says who holds how much. */
public final class OutOfDeviceMemoryException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public OutOfDeviceMemoryException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public OutOfDeviceMemoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
