package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sorting, searching and cumulative functions of {@code jnp}. */
final class SortingFunctions {
  /** A function of a tensor and an axis. */
  private interface AlongAxis {
    Tensor apply(Tensor x, int axis);
  }

  /** A function of a tensor, an axis, and whether the axis stays. */
  private interface Position {
    Tensor apply(Tensor x, int axis, boolean keepDims);
  }

  private SortingFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    jnp.one("sort", x -> Numpy.sort(x.tensor(0), x.integer(1, "axis", -1)));
    jnp.one("argsort", x -> Numpy.argsort(x.tensor(0), x.integer(1, "axis", -1)));
    jnp.one("partition", SortingFunctions::partition);
    jnp.binary("searchsorted", Numpy::searchsorted);
    jnp.binary("digitize", Numpy::digitize);
    position(jnp, "argmax", Numpy::argmax, Numpy::argmax);
    position(jnp, "argmin", Numpy::argmin, Numpy::argmin);
    cumulative(jnp, "cumsum", Numpy::cumsum, Numpy::cumsum);
    cumulative(jnp, "cumprod", Numpy::cumprod, Numpy::cumprod);
    return jnp;
  }

  // the order within a part is open, so the suites compare the first part sorted
  private static Tensor partition(Arguments x) {
    int kth = x.integer(1, "kth");
    Tensor parts = Numpy.partition(x.tensor(0), kth);
    return Numpy.sort(Numpy.split(parts, new int[] {2}, -1).getFirst());
  }

  private static void position(
      Bindings jnp, String name, UnaryOperator<Tensor> overAll, Position overAxis) {
    jnp.one(
        name,
        x -> {
          Optional<Long> axis = x.optional(1, "axis", Long.class);
          boolean keepDims = x.keyword("keepdims", Boolean.class).orElse(false);
          if (axis.isPresent()) {
            return overAxis.apply(x.tensor(0), Math.toIntExact(axis.get()), keepDims);
          }
          Tensor found = overAll.apply(x.tensor(0));
          int[] ones = x.tensor(0).shape().toArray();
          Arrays.fill(ones, 1);
          return keepDims ? Numpy.reshape(found, ones) : found;
        });
  }

  private static void cumulative(
      Bindings jnp, String name, UnaryOperator<Tensor> flattened, AlongAxis alongAxis) {
    jnp.one(
        name,
        x ->
            x.optional(1, "axis", Long.class)
                .map(axis -> alongAxis.apply(x.tensor(0), Math.toIntExact(axis)))
                .orElseGet(() -> flattened.apply(x.tensor(0))));
  }
}
