package dev.covector.nnx;

import dev.covector.CovectorException;

/**
 * Thrown for a module, a variable or a state that is not what it must be.
 *
 * <pre>{@code
 * Metric loss = new Average("loss");
 * try {
 *   loss.update(Map.of("accuracy", Tensor.of(1f)));
 * } catch (NnxException e) {
 *   System.out.println(e.getMessage()); // Average needs 'loss'; there are [accuracy]
 * }
 * }</pre>
 */
public final class NnxException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public NnxException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public NnxException(String message, Throwable cause) {
    super(message, cause);
  }
}
