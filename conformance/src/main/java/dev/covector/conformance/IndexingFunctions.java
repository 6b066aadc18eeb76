package dev.covector.conformance;

import dev.covector.Index;
import dev.covector.IndexedUpdate;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Indexed reads of {@code jnp}, and the indexed updates, {@code at.set(x, i, u)}. */
final class IndexingFunctions {
  private IndexingFunctions() {}

  /** The functions of {@code jnp}. */
  static Bindings reads() {
    Bindings jnp = new Bindings("jnp");
    jnp.one("take", IndexingFunctions::take);
    jnp.one(
        "take_along_axis",
        x -> Numpy.takeAlongAxis(x.tensor(0), x.tensor(1), x.integer(2, "axis", -1)));
    jnp.many(
        "nonzero",
        x ->
            x.keyword("size", Long.class)
                .map(size -> Numpy.nonzero(x.tensor(0), Math.toIntExact(size), 0))
                .orElseGet(() -> Numpy.nonzero(x.tensor(0))));
    return jnp;
  }

  private static Tensor take(Arguments x) {
    Optional<Long> axis = x.optional(2, "axis", Long.class);
    return axis.isPresent()
        ? Numpy.take(x.tensor(0), x.tensor(1), Math.toIntExact(axis.get()))
        : Numpy.take(x.tensor(0), x.tensor(1));
  }

  /** The functions of {@code at}. */
  static Bindings updates() {
    Bindings at = new Bindings("at");
    at.one("get", x -> x.tensor(0).at(index(x)).get());
    update(at, "set", IndexedUpdate::set);
    update(at, "add", IndexedUpdate::add);
    update(at, "multiply", IndexedUpdate::multiply);
    update(at, "min", IndexedUpdate::min);
    update(at, "max", IndexedUpdate::max);
    at.one("set_slice", x -> x.tensor(0).at(slice(x)).set(x.tensor(2)));
    return at;
  }

  private static void update(
      Bindings at, String name, BiFunction<IndexedUpdate, Tensor, Tensor> function) {
    at.one(name, x -> function.apply(x.tensor(0).at(index(x)), x.tensor(2)));
  }

  // a static index is an int; a list of ints would be one per axis
  private static Object[] index(Arguments x) {
    return switch (x.required(1, "index", Object.class)) {
      case Long position -> new Object[] {Math.toIntExact(position)};
      case List<?> positions -> positions.toArray();
      case Object array -> new Object[] {array};
    };
  }

  private static Index slice(Arguments x) {
    int[] slice = x.integers(1, "slice").orElseThrow();
    return Index.range(slice[0], slice[1], slice.length == 3 ? slice[2] : 1);
  }
}
