package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prints modules. */
final class Display {
  private static final String INDENT = "  ";
  private static final int KILO = 1000;

  private final StringBuilder out = new StringBuilder();
  private final GraphWalk seen = new GraphWalk();

  /** Numbers and bytes of variables. */
  private record Amount(long count, long bytes) {
    static Amount of(Tensor tensor) {
      return new Amount(tensor.size(), tensor.size() * tensor.dtype().byteSize());
    }

    Amount plus(Amount other) {
      return new Amount(count + other.count, bytes + other.bytes);
    }

    @Override
    public String toString() {
      String size =
          bytes < KILO
              ? bytes + " B"
              : bytes < KILO * KILO
                  ? "%.1f KB".formatted(bytes / 1e3)
                  : bytes < KILO * KILO * KILO
                      ? "%.1f MB".formatted(bytes / 1e6)
                      : "%.1f GB".formatted(bytes / 1e9);
      return "%,d (%s)".formatted(count, size);
    }
  }

  String of(Object node) {
    print(node, "");
    return out.toString();
  }

  private void print(@Nullable Object value, String indent) {
    switch (value) {
      case Module module -> module(module, indent);
      case Variable variable -> variable(variable);
      case List<?> list when isShown(list) -> list(list, indent);
      case Object[] array when isShown(array) -> list(Arrays.asList(array), indent);
      case Map<?, ?> map when isShown(map) -> map(map, indent);
      case Optional<?> optional when isShown(optional) -> print(optional.orElse(null), indent);
      case Record parts when isShown(parts) -> record(parts, indent);
      case null -> out.append("null");
      default -> out.append(text(value));
    }
  }

  private static boolean isShown(Object container) {
    return !(new GraphWalk().visit(container, VariablePath.ROOT) instanceof Node.Static);
  }

  private boolean isRepeated(Object node) {
    if (seen.modules().stream().anyMatch(other -> other == node)
        || seen.variables().stream().anyMatch(other -> other == node)) {
      return true;
    }
    return false;
  }

  private void module(Module module, String indent) {
    out.append(Module.name(module.getClass()));
    if (isRepeated(module)) {
      out.append(" (as above)");
      return;
    }
    seen.modules().add(module);
    String total = total(module);
    out.append(" {").append(total.isEmpty() ? "" : " # " + total).append('\n');
    for (Fields.Named field : Fields.of(module)) {
      Object value = field.get(module);
      if (value == null || value.equals("")) {
        continue;
      }
      String name = field.name();
      out.append(indent).append(INDENT).append(name.isEmpty() ? "" : name + ": ");
      print(value, indent + INDENT);
      out.append('\n');
    }
    out.append(indent).append('}');
  }

  private static String total(Object node) {
    Map<String, Amount> totals = new TreeMap<>();
    GraphWalk walk = new GraphWalk();
    walk.visit(node, VariablePath.ROOT);
    for (Variable variable : walk.variables()) {
      totals.merge(variable.kind(), Amount.of(variable.get()), Amount::plus);
    }
    List<String> parts = new ArrayList<>();
    totals.forEach((kind, amount) -> parts.add(kind + ": " + amount));
    return String.join(", ", parts);
  }

  private void variable(Variable variable) {
    Tensor value = variable.get();
    out.append(variable.kind()).append(' ').append(value.type().strong());
    if (isRepeated(variable)) {
      out.append(" (as above)");
      return;
    }
    seen.variables().add(variable);
    out.append(" # ").append(Amount.of(value));
  }

  private void list(List<?> list, String indent) {
    out.append("[\n");
    for (int i = 0; i < list.size(); i++) {
      out.append(indent).append(INDENT).append(i).append(": ");
      print(list.get(i), indent + INDENT);
      out.append('\n');
    }
    out.append(indent).append(']');
  }

  private void record(Record record, String indent) {
    List<String> names = Parts.names(record.getClass());
    List<@Nullable Object> values = Parts.of(record);
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      parts.put(names.get(i), values.get(i));
    }
    out.append(record.getClass().getSimpleName()).append(' ');
    map(parts, indent);
  }

  private void map(Map<?, ?> map, String indent) {
    out.append("{\n");
    map.forEach(
        (key, value) -> {
          out.append(indent).append(INDENT).append(key).append(": ");
          print(value, indent + INDENT);
          out.append('\n');
        });
    out.append(indent).append('}');
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case int[] numbers -> Arrays.toString(numbers);
      case Object[] items -> text(Arrays.asList(items));
      case Collection<?> items -> items.stream().map(Display::text).toList().toString();
      case DType dtype -> dtype.longName();
      case Tensor tensor -> tensor.type().toString();
      case Object other when other.getClass().isHidden() || other.getClass().isSynthetic() ->
          "function";
      default -> value.toString();
    };
  }
}
