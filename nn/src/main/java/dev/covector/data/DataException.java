package dev.covector.data;

import dev.covector.CovectorException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for data that cannot be read, files that are not what they should be, and pipelines that
 * do not go together. The message names the file and the place in it, or the step of the pipeline,
 * and what to do; the cause is what a file system or a function of the user threw.
 *
 * <pre>{@code
 * try {
 *   Idx.read(Path.of("missing-idx3-ubyte"));
 * } catch (DataException e) {
 *   System.err.println(e.getMessage()); // missing-idx3-ubyte: there is no such file
 * }
 * }</pre>
 */
public final class DataException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public DataException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public DataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
