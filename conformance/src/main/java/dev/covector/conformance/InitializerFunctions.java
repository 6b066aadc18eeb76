package dev.covector.conformance;

import dev.covector.Defaults;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.random.VarianceScaling;
import dev.covector.random.VarianceScaling.Distribution;
import dev.covector.random.VarianceScaling.Mode;
import java.util.Locale;
import java.util.function.Function;

/**
 * The functions of {@code initializers}: key, shape and dtype are arguments, parameters are given
 * by name.
 */
final class InitializerFunctions {
  private static final double SCALE = 1e-2;

  private InitializerFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings initializers = new Bindings("initializers");
    add(initializers, "zeros", x -> Initializers.zeros());
    add(initializers, "ones", x -> Initializers.ones());
    add(initializers, "constant", x -> Initializers.constant(number(x, "value", 0)));
    add(initializers, "uniform", x -> Initializers.uniform(number(x, "scale", SCALE)));
    add(initializers, "normal", x -> Initializers.normal(number(x, "stddev", SCALE)));
    add(
        initializers,
        "truncated_normal",
        x ->
            Initializers.truncatedNormal(
                number(x, "stddev", SCALE), number(x, "lower", -2), number(x, "upper", 2)));
    add(
        initializers,
        "variance_scaling",
        x ->
            scaling(
                Initializers.varianceScaling(
                    number(x, "scale", 1),
                    Mode.valueOf(word(x, "mode")),
                    Distribution.valueOf(word(x, "distribution"))),
                x));
    add(initializers, "lecun_uniform", x -> scaling(Initializers.lecunUniform(), x));
    add(initializers, "lecun_normal", x -> scaling(Initializers.lecunNormal(), x));
    add(initializers, "glorot_uniform", x -> scaling(Initializers.glorotUniform(), x));
    add(initializers, "glorot_normal", x -> scaling(Initializers.glorotNormal(), x));
    add(initializers, "he_uniform", x -> scaling(Initializers.heUniform(), x));
    add(initializers, "he_normal", x -> scaling(Initializers.heNormal(), x));
    add(initializers, "orthogonal", x -> Initializers.orthogonal(number(x, "scale", 1), column(x)));
    add(
        initializers,
        "delta_orthogonal",
        x -> Initializers.deltaOrthogonal(number(x, "scale", 1), column(x)));
    return initializers;
  }

  private static Initializer scaling(VarianceScaling scaling, Arguments x) {
    VarianceScaling in = axes(x, "in_axis", scaling, scaling::inAxes);
    VarianceScaling out = axes(x, "out_axis", in, in::outAxes);
    return axes(x, "batch_axis", out, out::batchAxes);
  }

  private static VarianceScaling axes(
      Arguments x, String name, VarianceScaling otherwise, Function<int[], VarianceScaling> with) {
    return x.integers(Integer.MAX_VALUE, name).map(with).orElse(otherwise);
  }

  private static int column(Arguments x) {
    return x.integer(Integer.MAX_VALUE, "column_axis", -1);
  }

  private static double number(Arguments x, String name, double otherwise) {
    return x.real(Integer.MAX_VALUE, name, otherwise);
  }

  private static String word(Arguments x, String name) {
    return x.required(Integer.MAX_VALUE, name, String.class).toUpperCase(Locale.ROOT);
  }

  private static void add(
      Bindings initializers, String name, Function<Arguments, Initializer> initializer) {
    initializers.one(
        name,
        x ->
            initializer
                .apply(x)
                .initialize(
                    RandomFunctions.key(x),
                    x.shape(1, "shape"),
                    x.dtype(2, "dtype").orElseGet(() -> Defaults.floating())));
  }
}
