package dev.covector.optim;

import dev.covector.Tensor;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What some transformations want besides gradients and parameters; the others ignore it.
 *
 * @param value the loss at the parameters, a scalar: for line searches and Polyak steps
 * @param grad the gradient at the parameters, where the updates are no longer that
 * @param valueFn the loss as a function of parameters: for line searches
 */
public record ExtraArgs(
    Optional<Tensor> value, Optional<Object> grad, Optional<Function<Object, Tensor>> valueFn) {
  private static final ExtraArgs NONE =
      new ExtraArgs(Optional.empty(), Optional.empty(), Optional.empty());

  /** Nothing. */
  public static ExtraArgs none() {
    return NONE;
  }

  /** These, with the loss. */
  public ExtraArgs value(@Nullable Tensor loss) {
    return new ExtraArgs(Optional.ofNullable(loss), grad, valueFn);
  }

  /** These, with the gradient. */
  public ExtraArgs grad(@Nullable Object gradient) {
    return new ExtraArgs(value, Optional.ofNullable(gradient), valueFn);
  }

  /** These, with the loss as a function. */
  public ExtraArgs valueFn(@Nullable Function<Object, Tensor> loss) {
    return new ExtraArgs(value, grad, Optional.ofNullable(loss));
  }
}
