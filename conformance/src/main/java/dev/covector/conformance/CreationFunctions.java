package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.Optional;

/** Functions of {@code jnp} that create arrays, and those about diagonals. */
final class CreationFunctions {
  private CreationFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    addConstants(jnp);
    addRanges(jnp);
    addDiagonals(jnp);
    return jnp;
  }

  private static void addConstants(Bindings jnp) {
    jnp.one("zeros", x -> Numpy.zeros(x.shape(0, "shape"), floating(x, 1)));
    jnp.one("ones", x -> Numpy.ones(x.shape(0, "shape"), floating(x, 1)));
    jnp.one("full", CreationFunctions::full);
    jnp.one("eye", x -> eye(x.integer(0, "N"), x.integer(1, "M", x.integer(0, "N")), x));
    jnp.one("identity", x -> Numpy.eye(x.integer(0, "n"), x.integer(0, "n"), 0, floating(x, 1)));
    jnp.one("tri", CreationFunctions::tri);
    jnp.one("indices", x -> Numpy.indices(x.integers(0, "dimensions").orElseThrow()));
    jnp.many("meshgrid", x -> Numpy.meshgrid(x.tensors().toArray(Tensor[]::new)));
  }

  private static DType floating(Arguments x, int index) {
    return x.dtype(index, "dtype").orElseGet(() -> Defaults.floating());
  }

  private static Tensor full(Arguments x) {
    Shape shape = x.shape(0, "shape");
    Number value = x.required(1, "fill_value", Number.class);
    Optional<DType> dtype = x.dtype(2, "dtype");
    return dtype.isPresent() ? Numpy.full(shape, value, dtype.get()) : Numpy.full(shape, value);
  }

  private static Tensor eye(int rows, int columns, Arguments x) {
    return Numpy.eye(rows, columns, x.integer(2, "k", 0), floating(x, 3));
  }

  private static Tensor tri(Arguments x) {
    int rows = x.integer(0, "N");
    return Numpy.tri(
        rows, x.integer(1, "M", rows), x.integer(2, "k", 0), x.dtype(3, "dtype").orElse(DType.F32));
  }

  private static void addRanges(Bindings jnp) {
    jnp.one("arange", CreationFunctions::arange);
    jnp.one(
        "linspace",
        x ->
            Numpy.linspace(
                x.tensor(0), x.tensor(1), x.integer(2, "num", 50), x.flag(3, "endpoint", true), 0));
    jnp.one(
        "logspace",
        x ->
            Numpy.logspace(
                x.tensor(0),
                x.tensor(1),
                x.integer(2, "num", 50),
                x.flag(3, "endpoint", true),
                x.real(4, "base", 10),
                0));
    jnp.one(
        "geomspace",
        x ->
            Numpy.geomspace(
                x.tensor(0), x.tensor(1), x.integer(2, "num", 50), x.flag(3, "endpoint", true), 0));
  }

  private static Tensor arange(Arguments x) {
    Number first = x.required(0, "start", Number.class);
    Optional<Number> stop = x.optional(1, "stop", Number.class);
    Number from = stop.isPresent() ? first : 0L;
    Number step = x.optional(2, "step", Number.class).orElse(1L);
    Optional<DType> dtype = x.dtype(3, "dtype");
    return dtype.isPresent()
        ? Numpy.arange(from, stop.orElse(first), step, dtype.get())
        : Numpy.arange(from, stop.orElse(first), step);
  }

  private static void addDiagonals(Bindings jnp) {
    jnp.one("diag", x -> Numpy.diag(x.tensor(0), x.integer(1, "k", 0)));
    jnp.one("tril", x -> Numpy.tril(x.tensor(0), x.integer(1, "k", 0)));
    jnp.one("triu", x -> Numpy.triu(x.tensor(0), x.integer(1, "k", 0)));
    jnp.one(
        "diagonal",
        x ->
            Numpy.diagonal(
                x.tensor(0),
                x.integer(1, "offset", 0),
                x.integer(2, "axis1", 0),
                x.integer(3, "axis2", 1)));
    jnp.one(
        "trace",
        x ->
            Numpy.trace(
                x.tensor(0),
                x.integer(1, "offset", 0),
                x.integer(2, "axis1", 0),
                x.integer(3, "axis2", 1)));
  }
}
