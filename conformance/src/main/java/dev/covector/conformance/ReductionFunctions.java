package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reductions of {@code jnp}. */
final class ReductionFunctions {
  private ReductionFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    reduction(jnp, "sum", Numpy::sum);
    reduction(jnp, "prod", Numpy::prod);
    reduction(jnp, "mean", Numpy::mean);
    reduction(jnp, "var", Numpy::var);
    reduction(jnp, "std", Numpy::std);
    reduction(jnp, "max", Numpy::max);
    reduction(jnp, "min", Numpy::min);
    reduction(jnp, "ptp", Numpy::ptp);
    reduction(jnp, "all", Numpy::all);
    reduction(jnp, "any", Numpy::any);
    reduction(jnp, "count_nonzero", Numpy::countNonzero);
    reduction(jnp, "nansum", Numpy::nansum);
    reduction(jnp, "nanmean", Numpy::nanmean);
    jnp.one(
        "average",
        x ->
            x.integers(1, "axis").isPresent()
                ? Numpy.average(x.tensor(0), x.integers(1, "axis").get())
                : Numpy.average(x.tensor(0)));
    return jnp;
  }

  private static void reduction(
      Bindings jnp, String name, BiFunction<Tensor, Over, Tensor> function) {
    jnp.one(name, x -> function.apply(x.tensor(0), over(x)));
  }

  /** The axes and options of a reduction: all but {@code axis} are given by name. */
  static Over over(Arguments x) {
    Over over = x.integers(1, "axis").map(Over::axes).orElseGet(Over::all);
    over = over.keepDims(x.keyword("keepdims", Boolean.class).orElse(false));
    Optional<Number> ddof = x.keyword("ddof", Number.class);
    return ddof.isPresent() ? over.ddof(ddof.get().doubleValue()) : over;
  }
}
