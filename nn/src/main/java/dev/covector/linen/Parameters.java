package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.random.Initializer;
import java.util.function.Function;

/** Reads and draws the parameters of modules. */
final class Parameters {
  /** The type that a module asks for. */
  record Wanted(Shape shape, DType dtype) {
    @Override
    public String toString() {
      return dtype + shape.toString();
    }
  }

  private Parameters() {}

  static Tensor get(
      Module module, Scope scope, String name, Initializer initializer, Wanted wanted) {
    Object value =
        get(
            module,
            scope,
            name,
            (Tensor key) -> (Object) initializer.initialize(key, wanted.shape, wanted.dtype));
    if (!(value instanceof Tensor tensor)) {
      throw new ModuleException(
          "%s: %s is %s, wants %s; the parameters are those of another model"
              .formatted(scope.describe(module), name, what(value), wanted));
    }
    if (!tensor.shape().equals(wanted.shape) && scope.frame().isInitializing()) {
      throw new ModuleException(
          "%s: %s has %s from a call before, and wants %s now; two calls that share a module must have inputs of one shape, and two methods that construct modules in bodies both count from 0: name those modules, or keep them in fields"
              .formatted(scope.describe(module), name, tensor.type(), wanted));
    }
    if (!tensor.shape().equals(wanted.shape)) {
      throw new ModuleException(
          "%s: %s has %s, this input wants %s; the input has another shape than the one that the parameters were drawn for, or they are those of another model"
              .formatted(scope.describe(module), name, tensor.type(), wanted));
    }
    return tensor;
  }

  private static String what(Object value) {
    return value instanceof java.util.Map<?, ?> map
        ? "a module with " + map.keySet()
        : "a " + value.getClass().getSimpleName();
  }

  @SuppressWarnings("unchecked") // the module says what it keeps under this name
  static <T> T get(Module module, Scope scope, String name, Function<Tensor, T> initializer) {
    Object value = scope.get(CollectionName.PARAMS, name);
    if (value == null) {
      requirePresentOrMutable(module, scope, CollectionName.PARAMS, name);
      value = initializer.apply(scope.makeRng(module, CollectionName.PARAMS));
      scope.put(module, CollectionName.PARAMS, name, value);
    }
    return (T) value;
  }

  static void requirePresentOrMutable(Module module, Scope scope, String collection, String name) {
    if (scope.frame().isMutable(collection)) {
      return;
    }
    if (scope.frame().isInitializing() && scope.frame().isLifted()) {
      throw new ModuleException(
          "%s: %s of the collection '%s' cannot be drawn inside a lifted transformation that does not change this collection; call the function once before, while isInitializing()"
              .formatted(scope.describe(module), name, collection));
    }
    throw new ModuleException(
        scope.describe(module)
            + ": there is no "
            + name
            + " in the collection '"
            + collection
            + "', which has "
            + (scope.frame().variables().hasCollection(collection)
                ? scope.names(collection) + " here"
                : "not been passed")
            + "; the variables are those of another model, or init has made others since");
  }

  static Tensor perturb(Module module, Scope scope, String name, Tensor value) {
    String collection = CollectionName.PERTURBATIONS;
    Frame frame = scope.frame();
    if (frame.isInitializing()
        && frame.isMutable(collection)
        && scope.get(collection, name) == null) {
      scope.put(module, collection, name, Lax.fullLike(value, 0));
    }
    if (!frame.variables().hasCollection(collection)) {
      return value;
    }
    if (!(scope.get(collection, name) instanceof Tensor perturbation)) {
      throw new ModuleException(
          "%s: the collection 'perturbations' has no %s, only %s"
              .formatted(scope.describe(module), name, scope.names(collection)));
    }
    return value.plus(perturbation);
  }
}
