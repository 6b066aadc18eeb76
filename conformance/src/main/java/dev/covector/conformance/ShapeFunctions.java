package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Optional;

/** Functions of {@code jnp} that rearrange, repeat, join and split, and conversion. */
final class ShapeFunctions {
  private ShapeFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    addRearranging(jnp);
    addAxes(jnp);
    addRepetition(jnp);
    addJoining(jnp);
    jnp.one("astype", x -> Numpy.astype(x.tensor(0), x.dtype(1, "dtype").orElseThrow()));
    return jnp;
  }

  private static void addRearranging(Bindings jnp) {
    jnp.unary("ravel", Numpy::ravel);
    jnp.unary("atleast_2d", Numpy::atleast2d);
    jnp.one("reshape", x -> Numpy.reshape(x.tensor(0), x.integers(1, "shape").orElseThrow()));
    jnp.one("broadcast_to", x -> Numpy.broadcastTo(x.tensor(0), x.shape(1, "shape")));
    jnp.one(
        "transpose",
        x ->
            x.integers(1, "axes")
                .map(axes -> Numpy.transpose(x.tensor(0), axes))
                .orElseGet(() -> Numpy.transpose(x.tensor(0))));
    jnp.one(
        "flip",
        x ->
            x.integers(1, "axis")
                .map(axes -> Numpy.flip(x.tensor(0), axes))
                .orElseGet(() -> Numpy.flip(x.tensor(0))));
    jnp.one("rot90", ShapeFunctions::rot90);
  }

  private static Tensor rot90(Arguments x) {
    int[] axes = x.integers(2, "axes").orElse(new int[] {0, 1});
    return Numpy.rot90(x.tensor(0), x.integer(1, "k", 1), axes[0], axes[1]);
  }

  private static void addAxes(Bindings jnp) {
    jnp.one(
        "swapaxes", x -> Numpy.swapaxes(x.tensor(0), x.integer(1, "axis1"), x.integer(2, "axis2")));
    jnp.one(
        "moveaxis",
        x ->
            Numpy.moveaxis(
                x.tensor(0),
                x.integers(1, "source").orElseThrow(),
                x.integers(2, "destination").orElseThrow()));
    jnp.one("expand_dims", x -> Numpy.expandDims(x.tensor(0), x.integers(1, "axis").orElseThrow()));
    jnp.one(
        "squeeze",
        x ->
            x.integers(1, "axis")
                .map(axes -> Numpy.squeeze(x.tensor(0), axes))
                .orElseGet(() -> Numpy.squeeze(x.tensor(0))));
  }

  private static void addRepetition(Bindings jnp) {
    jnp.one("tile", x -> Numpy.tile(x.tensor(0), x.integers(1, "reps").orElseThrow()));
    jnp.one("repeat", ShapeFunctions::repeat);
    jnp.one("roll", ShapeFunctions::roll);
  }

  private static Tensor repeat(Arguments x) {
    int[] counts = x.integers(1, "repeats").orElseThrow();
    Optional<Long> axis = x.optional(2, "axis", Long.class);
    Tensor tensor = axis.isPresent() ? x.tensor(0) : Numpy.ravel(x.tensor(0));
    int along = axis.map(Math::toIntExact).orElse(0);
    return counts.length == 1
        ? Numpy.repeat(tensor, counts[0], along)
        : Numpy.repeat(tensor, counts, along);
  }

  private static Tensor roll(Arguments x) {
    int[] shifts = x.integers(1, "shift").orElseThrow();
    Optional<int[]> axes = x.integers(2, "axis");
    return axes.isPresent()
        ? Numpy.roll(x.tensor(0), shifts, axes.get())
        : Numpy.roll(x.tensor(0), shifts[0]);
  }

  private static void addJoining(Bindings jnp) {
    jnp.one("concatenate", x -> Numpy.concatenate(x.tensors(), keywordAxis(x)));
    jnp.one("stack", x -> Numpy.stack(x.tensors(), keywordAxis(x)));
    jnp.one("hstack", x -> Numpy.hstack(x.tensors()));
    jnp.one("vstack", x -> Numpy.vstack(x.tensors()));
    jnp.many("split", ShapeFunctions::split);
    jnp.many("array_split", ShapeFunctions::arraySplit);
  }

  // all positional arguments form the list
  private static int keywordAxis(Arguments x) {
    return x.keyword("axis", Long.class).map(Math::toIntExact).orElse(0);
  }

  private static List<Tensor> split(Arguments x) {
    int axis = x.integer(2, "axis", 0);
    return x.required(1, "indices_or_sections", Object.class) instanceof Long parts
        ? Numpy.split(x.tensor(0), Math.toIntExact(parts), axis)
        : Numpy.split(x.tensor(0), x.integers(1, "indices_or_sections").orElseThrow(), axis);
  }

  private static List<Tensor> arraySplit(Arguments x) {
    return x.required(1, "indices_or_sections", Object.class) instanceof Long parts
        ? Numpy.arraySplit(x.tensor(0), Math.toIntExact(parts), x.integer(2, "axis", 0))
        : split(x);
  }
}
