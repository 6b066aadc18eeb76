package dev.covector.conformance;

import dev.covector.numpy.Numpy;
import dev.covector.numpy.Padding;
import java.util.List;

/** The functions of {@code jnp} that pad, compare neighbours, and treat sequences. */
final class SignalFunctions {
  private SignalFunctions() {}

  /** The functions by their name in the suites. */
  static Bindings bindings() {
    Bindings jnp = new Bindings("jnp");
    jnp.one("pad", x -> Numpy.pad(x.tensor(0), widths(x), padding(x)));
    jnp.one("diff", x -> Numpy.diff(x.tensor(0), x.integer(1, "n", 1), x.integer(2, "axis", -1)));
    jnp.one("ediff1d", x -> Numpy.ediff1d(x.tensor(0)));
    jnp.many("gradient", x -> Numpy.gradient(x.tensor(0)));
    jnp.one("trapezoid", x -> Numpy.trapezoid(x.tensor(0)));
    jnp.one("interp", x -> Numpy.interp(x.tensor(0), x.tensor(1), x.tensor(2)));
    jnp.one("convolve", x -> Numpy.convolve(x.tensor(0), x.tensor(1)));
    jnp.one("correlate", x -> Numpy.correlate(x.tensor(0), x.tensor(1)));
    jnp.one("hanning", x -> Numpy.hanning(x.integer(0, "M")));
    jnp.one(
        "vander",
        x ->
            Numpy.vander(
                x.tensor(0),
                x.integer(1, "N", x.tensor(0).shape().dim(0)),
                x.flag(2, "increasing", false)));
    return jnp;
  }

  // one width, or one pair, may stand for all axes
  private static int[][] widths(Arguments x) {
    Object given = x.required(1, "pad_width", Object.class);
    int[][] widths = new int[x.tensor(0).rank()][];
    for (int axis = 0; axis < widths.length; axis++) {
      int[] pair = Arguments.integers("pad_width", ofAxis(axis, given));
      widths[axis] = new int[] {pair[0], pair[pair.length - 1]};
    }
    return widths;
  }

  private static Object ofAxis(int axis, Object given) {
    return given instanceof List<?> list && list.getFirst() instanceof List<?>
        ? list.get(list.size() == 1 ? 0 : axis)
        : given;
  }

  private static Padding padding(Arguments x) {
    String mode = x.optional(2, "mode", String.class).orElse("constant");
    return switch (mode) {
      case "constant" -> Padding.constant(x.keyword("constant_values", Number.class).orElse(0));
      case "edge" -> Padding.edge();
      case "linear_ramp" -> Padding.linearRamp(x.keyword("end_values", Number.class).orElse(0));
      case "maximum" -> Padding.maximum();
      case "mean" -> Padding.mean();
      case "minimum" -> Padding.minimum();
      case "reflect" -> Padding.reflect();
      case "symmetric" -> Padding.symmetric();
      case "wrap" -> Padding.wrap();
      default -> throw new NotBuiltException("pad with mode " + mode);
    };
  }
}
