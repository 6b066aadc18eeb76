package dev.covector.nnx;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.List;

/** How a state differs from what is expected. */
final class Difference {
  private static final int SHOWN = 20;

  private final String what;
  private final List<String> lines = new ArrayList<>();

  Difference(String what) {
    this.what = what;
  }

  void missing(VariablePath path, Object expected) {
    lines.add("- " + path + ": " + describe(expected) + " is missing");
  }

  void extra(VariablePath path, Object given) {
    lines.add("+ " + path + ": " + describe(given) + " has no place");
  }

  void other(VariablePath path, Object expected, Object given) {
    lines.add("! " + path + ": " + describe(given) + " instead of " + describe(expected));
  }

  void require() {
    if (lines.isEmpty()) {
      return;
    }
    List<String> shown = lines.subList(0, Math.min(lines.size(), SHOWN));
    String more = lines.size() > SHOWN ? "\n  and %d more".formatted(lines.size() - SHOWN) : "";
    throw new NnxException(
        what
            + ": the state is that of another model; it differs at\n  "
            + String.join("\n  ", shown)
            + more);
  }

  static String describe(Object value) {
    return value instanceof Tensor tensor ? tensor.type().strong().toString() : value.toString();
  }
}
