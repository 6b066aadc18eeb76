package dev.covector.checkpoint;

import dev.covector.CovectorException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when something cannot be saved or restored. The message names the file, the place in the
 * tree where there is one, and what to do; the cause is the exception of the file system, if it was
 * one.
 *
 * <pre>{@code
 * Path file = Files.createTempFile("not-a", "folder");
 * try {
 *   new PyTreeCheckpointer().save(file.resolve("state"), Map.of("w", Numpy.ones(3)));
 * } catch (CheckpointException e) { // as for a full disk: what was at the path is still there
 *   System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public class CheckpointException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message. */
  public CheckpointException(String message) {
    super(message);
  }

  /** An exception with a message and a cause. */
  public CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
