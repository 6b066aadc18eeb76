package dev.covector.linen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The interceptors around the code that runs, the outermost first. */
final class Interceptors {
  private static final ScopedValue<List<Interceptor>> CURRENT = ScopedValue.newInstance();

  private Interceptors() {}

  static <R> R with(Interceptor interceptor, Supplier<R> code) {
    List<Interceptor> all = new ArrayList<>(CURRENT.orElse(List.of()));
    all.add(interceptor);
    return ScopedValue.where(CURRENT, List.copyOf(all)).call(code::get);
  }

  /** Runs a module's body, or what the interceptors make of it. */
  @SuppressWarnings("unchecked") // an interceptor returns what the module does
  static <R> R call(
      Module module,
      Scope scope,
      List<@Nullable Object> arguments,
      Function<List<@Nullable Object>, R> body) {
    if (!CURRENT.isBound()) {
      return body.apply(arguments);
    }
    Function<List<@Nullable Object>, @Nullable Object> whole = body::apply;
    for (Interceptor interceptor : CURRENT.get().reversed()) {
      Function<List<@Nullable Object>, @Nullable Object> next = whole;
      whole =
          given ->
              interceptor.intercept(
                  new InterceptedCall(
                      module, String.join("/", scope.path()), given, next, body::apply));
    }
    return (R) whole.apply(arguments);
  }
}
