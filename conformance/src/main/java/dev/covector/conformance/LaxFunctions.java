package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The functions of {@code lax}. */
final class LaxFunctions {
  private LaxFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings lax = new Bindings("lax");
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
    lax.one("dot_general", LaxFunctions::dotGeneral);
    return lax;
  }

  private static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static Tensor slice(Arguments x) {
    int[] starts = x.integers(1, "start_indices").orElseThrow();
    int[] strides =
        x.integers(3, "strides")
            .orElseGet(() -> Arrays.stream(starts).map(_ -> 1).toArray());
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
