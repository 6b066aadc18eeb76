package dev.covector.optim;

import dev.covector.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What some transformations want besides gradients and parameters; the others ignore it.
 *
 * <pre>{@code
 * ExtraArgs extra = ExtraArgs.none().value(Tensor.of(0.5f)).with("epoch", 3);
 * }</pre>
 *
 * @param value the loss at the parameters, a scalar: for line searches and Polyak steps
 * @param grad the gradient at the parameters, where the updates are no longer that
 * @param valueFn the loss as a function of parameters: for line searches
 * @param others anything else, by name
 */
public record ExtraArgs(
    Optional<Tensor> value,
    Optional<Object> grad,
    Optional<Function<Object, Tensor>> valueFn,
    Map<String, Object> others) {
  private static final ExtraArgs NONE =
      new ExtraArgs(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  /** Copies the map. */
  public ExtraArgs {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /** Nothing. */
  public static ExtraArgs none() {
    return NONE;
  }

  /** These, with the loss. */
  public ExtraArgs value(@Nullable Tensor loss) {
    return new ExtraArgs(Optional.ofNullable(loss), grad, valueFn, others);
  }

  /** These, with the gradient. */
  public ExtraArgs grad(@Nullable Object gradient) {
    return new ExtraArgs(value, Optional.ofNullable(gradient), valueFn, others);
  }

  /** These, with the loss as a function. */
  public ExtraArgs valueFn(@Nullable Function<Object, Tensor> loss) {
    return new ExtraArgs(value, grad, Optional.ofNullable(loss), others);
  }

  /** These, with something else under a name. */
  public ExtraArgs with(String name, Object what) {
    Map<String, Object> more = new LinkedHashMap<>(others);
    more.put(name, what);
    return new ExtraArgs(value, grad, valueFn, more);
  }

  /** The loss, for a transformation that cannot do without. */
  Tensor requireValue(String op) {
    return value.orElseThrow(
        () ->
            new OptimException(
                op
                    + " needs the loss: call update(grads, state, params,"
                    + " ExtraArgs.none().value(loss))"));
  }

  /** The loss as a function, for a transformation that cannot do without. */
  Function<Object, Tensor> requireValueFn(String op) {
    return valueFn.orElseThrow(
        () ->
            new OptimException(
                op
                    + " needs the loss as a function: call update(grads, state, params,"
                    + " ExtraArgs.none().valueFn(loss))"));
  }
}
