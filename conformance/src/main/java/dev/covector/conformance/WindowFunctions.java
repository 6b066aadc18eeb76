package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.ConvOptions;
import dev.covector.lax.Lax;
import dev.covector.lax.Padding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Convolutions of {@code lax} and pooling of {@code linen}. */
final class WindowFunctions {
  /** A pooling function. */
  private interface Pool {
    Tensor apply(Tensor x, int[] window, int[] strides, Padding padding);
  }

  private WindowFunctions() {}

  /** The convolutions. */
  static Bindings convolutions() {
    Bindings lax = new Bindings("lax");
    lax.one(
        "conv_general_dilated",
        x -> Lax.convGeneralDilated(x.tensor(0), x.tensor(1), options(x, "window_strides")));
    lax.one(
        "conv_transpose",
        x ->
            Lax.convTranspose(
                x.tensor(0),
                x.tensor(1),
                options(x, "strides"),
                x.keyword("transpose_kernel", Boolean.class).orElse(false)));
    return lax;
  }

  /** The pooling functions. */
  static Bindings pools() {
    Bindings linen = new Bindings("linen");
    pool(linen, "max_pool", Functions::maxPool);
    pool(linen, "min_pool", Functions::minPool);
    pool(linen, "avg_pool", Functions::avgPool, WindowFunctions::insidePool);
    return linen;
  }

  private static Tensor insidePool(Tensor x, int[] window, int[] strides, Padding padding) {
    return Functions.avgPool(x, window, strides, padding, false);
  }

  private static void pool(Bindings linen, String name, Pool function) {
    pool(linen, name, function, function);
  }

  /** Pooling with padding that counts, and with padding that does not. */
  private static void pool(Bindings linen, String name, Pool counted, Pool inside) {
    linen.one(
        name,
        x -> {
          boolean counts = x.keyword("count_include_pad", Boolean.class).orElse(true);
          Pool function = counts ? counted : inside;
          int[] window = x.integers(1, "window").orElseThrow();
          int[] ones = new int[window.length];
          Arrays.fill(ones, 1);
          int[] strides = x.integers(2, "strides").orElse(ones);
          return function.apply(x.tensor(0), window, strides, padding(x, 3, Padding.VALID));
        });
  }

  private static ConvOptions options(Arguments x, String strides) {
    ConvOptions options =
        ConvOptions.strides(x.integers(2, strides).orElseThrow())
            .padding(padding(x, 3, Padding.VALID));
    Optional<int[]> spread = x.integers(4, "lhs_dilation");
    if (spread.isPresent()) {
      options = options.lhsDilation(spread.get());
    }
    Optional<int[]> apart = x.integers(5, "rhs_dilation");
    if (apart.isPresent()) {
      options = options.rhsDilation(apart.get());
    }
    Optional<?> names = x.keyword("dimension_numbers", List.class);
    if (names.isPresent()) {
      List<?> letters = (List<?>) names.get();
      options =
          options.dimensions(
              (String) letters.get(0), (String) letters.get(1), (String) letters.get(2));
    }
    return options
        .featureGroups(x.keyword("feature_group_count", Long.class).orElse(1L).intValue())
        .batchGroups(x.keyword("batch_group_count", Long.class).orElse(1L).intValue());
  }

  private static Padding padding(Arguments x, int index, Padding otherwise) {
    return x.optional(index, "padding", Object.class)
        .map(WindowFunctions::padding)
        .orElse(otherwise);
  }

  /** The padding of a rule's name, or of pairs of numbers. */
  static Padding padding(Object given) {
    return switch (given) {
      case String name -> Padding.Rule.valueOf(name);
      case List<?> pairs ->
          Padding.of(
              pairs.stream()
                  .map(pair -> Arguments.integers("padding", pair))
                  .toArray(int[][]::new));
      default -> throw new NotBuiltException("padding = " + given);
    };
  }
}
