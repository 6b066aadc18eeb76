package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The functions of {@code lax}. */
final class LaxFunctions {
  /** A cumulative function of a tensor, an axis and the direction. */
  private interface Cumulative {
    Tensor apply(Tensor x, int axis, boolean reverse);
  }

  private LaxFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings lax = new Bindings("lax");
    addMovements(lax);
    addCumulative(lax);
    addSorting(lax);
    lax.one("dot_general", LaxFunctions::dotGeneral);
    lax.one(
        "reduce_precision",
        x ->
            Lax.reducePrecision(
                x.tensor(0), x.integer(1, "exponent_bits"), x.integer(2, "mantissa_bits")));
    return lax;
  }

  private static void addMovements(Bindings lax) {
    lax.one(
        "broadcast_in_dim",
        x ->
            Lax.broadcastInDim(
                x.tensor(0),
                x.shape(1, "shape"),
                x.integers(2, "broadcast_dimensions").orElseThrow()));
    lax.one("rev", x -> Lax.rev(x.tensor(0), list(x.integers(1, "dimensions").orElseThrow())));
    lax.one("slice", LaxFunctions::slice);
    lax.one("pad", LaxFunctions::pad);
    lax.one(
        "dynamic_slice",
        x ->
            Lax.dynamicSlice(
                x.tensor(0),
                x.integers(1, "start_indices").orElseThrow(),
                x.integers(2, "slice_sizes").orElseThrow()));
    lax.one(
        "dynamic_update_slice",
        x ->
            Lax.dynamicUpdateSlice(
                x.tensor(0), x.tensor(1), x.integers(2, "start_indices").orElseThrow()));
    lax.one(
        "index_in_dim",
        x ->
            Lax.indexInDim(
                x.tensor(0),
                x.integer(1, "index"),
                x.integer(2, "axis", 0),
                x.flag(3, "keepdims", true)));
  }

  private static void addCumulative(Bindings lax) {
    cumulative(lax, "cummax", Lax::cummax);
    cumulative(lax, "cummin", Lax::cummin);
    cumulative(lax, "cumlogsumexp", Lax::cumlogsumexp);
  }

  private static void cumulative(Bindings lax, String name, Cumulative function) {
    lax.one(
        name,
        x -> function.apply(x.tensor(0), x.integer(1, "axis", 0), x.flag(2, "reverse", false)));
  }

  private static void addSorting(Bindings lax) {
    lax.many(
        "sort_key_val",
        x -> Lax.sortKeyVal(x.tensor(0), x.tensor(1), x.integer(2, "dimension", -1)));
    lax.many(
        "top_k",
        x -> {
          TopK top = Lax.topK(x.tensor(0), x.integer(1, "k"));
          return List.of(top.values(), top.indices());
        });
  }

  private static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static Tensor slice(Arguments x) {
    int[] starts = x.integers(1, "start_indices").orElseThrow();
    int[] strides =
        x.integers(3, "strides").orElseGet(() -> Arrays.stream(starts).map(_ -> 1).toArray());
    return Lax.slice(
        x.tensor(0),
        list(starts),
        list(x.integers(2, "limit_indices").orElseThrow()),
        list(strides));
  }

  // padding_config: low, high and interior of each axis
  private static Tensor pad(Arguments x) {
    List<List<Integer>> config = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Object axis : x.required(2, "padding_config", List.class)) {
      int[] padding = Arguments.integers("padding_config", axis);
      for (int i = 0; i < padding.length; i++) {
        config.get(i).add(padding[i]);
      }
    }
    Tensor operand = x.tensor(0);
    Tensor value = Lax.convert(x.tensor(1), operand.dtype());
    return Lax.pad(operand, value, config.get(0), config.get(1), config.get(2));
  }

  // dimension_numbers: the contracted axes of both operands, then the batch axes of both
  private static Tensor dotGeneral(Arguments x) {
    List<List<Integer>> numbers = new ArrayList<>();
    for (Object pair : x.required(2, "dimension_numbers", List.class)) {
      for (Object axes : (List<?>) pair) {
        numbers.add(list(Arguments.integers("dimension_numbers", axes)));
      }
    }
    return Lax.dotGeneral(
        x.tensor(0), x.tensor(1), numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }
}
