package dev.covector.linen;

import dev.covector.CovectorException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for modules that are used wrongly: not bound, with variables of another model, without a
 * key they need, or changing a collection that is not mutable. The message names the module's place
 * and what to do.
 *
 * <pre>{@code
 * try {
 *   new Dense(4).apply(Numpy.ones(2, 3));
 * } catch (ModuleException e) {
 *   e.getMessage(); // Dense is not bound: call it inside init or apply, ...
 * }
 * }</pre>
 */
public final class ModuleException extends CovectorException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that ends in the user's line. */
  public ModuleException(String message) {
    super(message);
  }

  /** An exception with a cause; the message ends in the user's line. */
  public ModuleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
