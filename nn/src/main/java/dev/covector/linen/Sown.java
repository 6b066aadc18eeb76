package dev.covector.linen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values that modules leave in collections, as lists or reduced. */
final class Sown {
  private Sown() {}

  /** Adds a value to the list of a name; not where the collection cannot change. */
  static boolean append(
      Scope scope, Module module, String collection, String name, @Nullable Object value) {
    if (!scope.frame().isMutable(collection) || value == null) {
      return false;
    }
    List<Object> all = new ArrayList<>();
    if (scope.get(collection, name) instanceof Collection<?> before) {
      all.addAll(before);
    }
    all.add(value);
    scope.put(module, collection, name, List.copyOf(all));
    return true;
  }

  /** Reduces a value with the one of a name; not where the collection cannot change. */
  @SuppressWarnings("unchecked") // the module says what it keeps under this name
  static <T> boolean reduce(
      Scope scope,
      Module module,
      String collection,
      String name,
      T value,
      Supplier<T> init,
      BinaryOperator<T> reduce) {
    if (!scope.frame().isMutable(collection)) {
      return false;
    }
    Object before = scope.get(collection, name);
    T reduced = reduce.apply(before == null ? init.get() : (T) before, value);
    scope.put(module, collection, name, reduced);
    return true;
  }
}
