package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.numpy.Histogram;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Optional;

/** Order statistics and counts of {@code jnp}. */
final class StatisticsFunctions {
  private StatisticsFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    jnp.one("median", StatisticsFunctions::median);
    jnp.one("quantile", StatisticsFunctions::quantile);
    jnp.one(
        "unique",
        x ->
            x.keyword("size", Long.class)
                .map(size -> Numpy.unique(x.tensor(0), Math.toIntExact(size)))
                .orElseGet(() -> Numpy.unique(x.tensor(0))));
    jnp.one(
        "bincount",
        x ->
            x.keyword("length", Long.class)
                .map(length -> Numpy.bincount(x.tensor(0), Math.toIntExact(length)))
                .orElseGet(() -> Numpy.bincount(x.tensor(0))));
    jnp.many(
        "histogram",
        x -> {
          Histogram histogram = Numpy.histogram(x.tensor(0), x.integer(1, "bins", 10));
          return List.of(histogram.counts(), histogram.edges());
        });
    return jnp;
  }

  private static Tensor median(Arguments x) {
    Optional<Long> axis = x.optional(1, "axis", Long.class);
    return axis.isPresent()
        ? Numpy.median(x.tensor(0), Math.toIntExact(axis.get()))
        : Numpy.median(x.tensor(0));
  }

  private static Tensor quantile(Arguments x) {
    Optional<Long> axis = x.optional(2, "axis", Long.class);
    return axis.isPresent()
        ? Numpy.quantile(x.tensor(0), x.tensor(1), Math.toIntExact(axis.get()))
        : Numpy.quantile(x.tensor(0), x.tensor(1));
  }
}
