package dev.covector.linen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a module that an {@link Interceptor} stands before.
 *
 * <pre>{@code
 * Interceptor log =
 *     call -> {
 *       System.out.println(call.path() + ": " + call.module().className() + call.arguments());
 *       return call.proceed();
 *     };
 * Tensor x = Numpy.ones(1, 3);
 * Interceptor.interceptMethods(log, () -> new Dense(2).init(Random.key(0), x));
 * }</pre>
 */
public final class InterceptedCall {
  private final Module module;
  private final String path;
  private final List<@Nullable Object> arguments;
  private final Function<List<@Nullable Object>, @Nullable Object> next;
  private final Function<List<@Nullable Object>, @Nullable Object> original;

  InterceptedCall(
      Module module,
      String path,
      List<@Nullable Object> arguments,
      Function<List<@Nullable Object>, @Nullable Object> next,
      Function<List<@Nullable Object>, @Nullable Object> original) {
    this.module = module;
    this.path = path;
    this.arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    this.next = next;
    this.original = original;
  }

  /** The module that is called. */
  public Module module() {
    return module;
  }

  /** Its place in the model, as {@code encoder/Dense_0}; empty for the model itself. */
  public String path() {
    return path;
  }

  /** The arguments; none for a body that a method of the module's own wraps in compact. */
  public List<@Nullable Object> arguments() {
    return arguments;
  }

  /** Goes on with the arguments as they are: to the next interceptor, or the module. */
  public @Nullable Object proceed() {
    return next.apply(arguments);
  }

  /**
   * Goes on with other arguments.
   *
   * @throws ModuleException when there are more or fewer than the call has
   */
  public @Nullable Object proceed(@Nullable Object... others) {
    return next.apply(checked(others));
  }

  /** Calls the module itself, past all interceptors that would follow. */
  public @Nullable Object original(@Nullable Object... others) {
    return original.apply(checked(others));
  }

  private List<@Nullable Object> checked(@Nullable Object[] others) {
    if (others.length != arguments.size()) {
      throw new ModuleException(
          "interceptor: a call of %s has %d arguments, got %d"
              .formatted(module.className(), arguments.size(), others.length));
    }
    return Collections.unmodifiableList(Arrays.asList(others.clone()));
  }
}
