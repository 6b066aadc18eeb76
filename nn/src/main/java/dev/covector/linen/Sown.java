package dev.covector.linen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that modules leave in collections, as lists. */
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
}
