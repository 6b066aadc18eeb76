package dev.covector.linen;

/**
 * A variable of a module's collection, while the module runs.
 *
 * <pre>{@code
 * class Counter extends Module {
 *   Tensor apply() {
 *     return compact(() -> {
 *       Variable<Tensor> count = variable("counts", "calls", () -> Tensor.of(0));
 *       count.set(count.value().plus(1));
 *       return count.value();
 *     });
 *   }
 * }
 * }</pre>
 */
public final class Variable<T> {
  private final Scope scope;
  private final Module module;
  private final String collection;
  private final String name;

  Variable(Scope scope, Module module, String collection, String name) {
    this.scope = scope;
    this.module = module;
    this.collection = collection;
    this.name = name;
  }

  /** The value now. */
  @SuppressWarnings("unchecked") // the module says what it keeps under this name
  public T value() {
    Object value = scope.get(collection, name);
    if (value == null) {
      throw new ModuleException(
          scope.describe(module)
              + ": there is no variable "
              + name
              + " in the collection '"
              + collection
              + "'; it has "
              + scope.names(collection));
    }
    return (T) value;
  }

  /**
   * Replaces the value.
   *
   * @throws ModuleException when the collection is not mutable
   */
  public void set(T value) {
    scope.put(module, collection, name, value);
  }
}
