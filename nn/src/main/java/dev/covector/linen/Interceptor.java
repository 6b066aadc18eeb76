package dev.covector.linen;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Code around the calls of modules, set from outside: it may look at arguments and results, change
 * them, or leave a call out. It sees every call of a {@link Module1}, {@link Module2} or {@link
 * Module3}, and every body that a {@link Module} wraps in {@code compact}.
 *
 * <pre>{@code
 * Interceptor doubled =
 *     call -> {
 *       Object y = call.proceed();
 *       return call.module() instanceof Dense ? ((Tensor) y).times(2) : y;
 *     };
 * Tensor x = Numpy.ones(2, 3);
 * Dense model = new Dense(4);
 * Map<String, Object> variables = model.init(Random.key(0), x);
 * Tensor y = Interceptor.interceptMethods(doubled, () -> model.apply(variables, x));
 * }</pre>
 */
@FunctionalInterface
public interface Interceptor {
  /**
   * Takes the place of a call.
   *
   * @return the result of the call, of the type that the module returns
   */
  @Nullable Object intercept(InterceptedCall call);

  /**
   * Runs code with an interceptor around the calls of all modules. Of several, the first that was
   * set is the outermost. It holds for this thread, and while a function is traced.
   */
  static <R> R interceptMethods(Interceptor interceptor, Supplier<R> code) {
    return Interceptors.with(interceptor, code);
  }
}
