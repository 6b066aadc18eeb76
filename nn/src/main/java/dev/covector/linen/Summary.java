package dev.covector.linen;

import static dev.covector.Covector.evalShape;

import dev.covector.Fn1;
import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table of a model's modules. */
final class Summary {
  /** One call of a module. */
  private record Row(List<String> path, String className, String output) {}

  private Summary() {}

  static String of(Module module, Map<String, Tensor> rngs, Supplier<?> call) {
    Map<List<String>, Row> rows = new LinkedHashMap<>();
    CallLog log =
        (part, scope, output) ->
            rows.putIfAbsent(
                scope.path(), new Row(scope.path(), part.className(), describe(output)));
    Fn1<Map<String, Tensor>, Map<String, Object>> init =
        keys -> module.initialized(keys, call, log).variables();
    Map<String, Tensor> variables = Variables.flatten(evalShape(init, rngs));
    List<Row> ordered = new ArrayList<>(rows.values());
    // a call is logged when it returns: the whole comes before its parts
    ordered.sort((a, b) -> isPrefix(a.path, b.path) ? -1 : isPrefix(b.path, a.path) ? 1 : 0);
    return table(ordered, variables);
  }

  private static boolean isPrefix(List<String> a, List<String> b) {
    return a.size() < b.size() && b.subList(0, a.size()).equals(a);
  }

  private static String describe(@Nullable Object output) {
    return switch (output) {
      case null -> "";
      case Tensor tensor -> tensor.type().strong().toString();
      case List<?> list -> list.stream().map(Summary::describe).toList().toString();
      case Record other -> other.getClass().getSimpleName();
      default -> output.getClass().getSimpleName();
    };
  }

  private static String table(List<Row> rows, Map<String, Tensor> variables) {
    TreeSet<String> collections = new TreeSet<>();
    variables.keySet().forEach(path -> collections.add(path.substring(0, path.indexOf('/'))));
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("path", "module", "outputs"));
    header.addAll(collections);
    cells.add(header);
    for (Row row : rows) {
      List<String> line = new ArrayList<>();
      line.add(String.join("/", row.path));
      line.add(row.className);
      line.add(row.output);
      collections.forEach(collection -> line.add(own(collection, row, variables)));
      cells.add(line);
    }
    List<String> totals = new ArrayList<>(List.of("", "", "Total"));
    collections.forEach(collection -> totals.add(total(collection, variables)));
    cells.add(totals);
    return print(cells);
  }

  /** The variables of a module that are not those of its parts. */
  private static String own(String collection, Row row, Map<String, Tensor> variables) {
    String prefix = collection + "/" + (row.path.isEmpty() ? "" : String.join("/", row.path) + "/");
    Map<String, String> types = new TreeMap<>();
    variables.forEach(
        (path, tensor) -> {
          if (path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0) {
            types.put(path.substring(prefix.length()), tensor.type().strong().toString());
          }
        });
    StringBuilder text = new StringBuilder();
    types.forEach(
        (name, type) -> text.append(text.isEmpty() ? "" : ", ").append(name + ": " + type));
    return text.toString();
  }

  private static String total(String collection, Map<String, Tensor> variables) {
    long count = 0;
    long bytes = 0;
    for (Map.Entry<String, Tensor> variable : variables.entrySet()) {
      if (variable.getKey().startsWith(collection + "/")) {
        count += variable.getValue().size();
        bytes += variable.getValue().size() * variable.getValue().dtype().byteSize();
      }
    }
    return "%,d (%s)".formatted(count, size(bytes));
  }

  private static String size(long bytes) {
    return bytes < 1000
        ? bytes + " B"
        : bytes < 1_000_000 ? "%.1f KB".formatted(bytes / 1e3) : "%.1f MB".formatted(bytes / 1e6);
  }

  private static String print(List<List<String>> cells) {
    int columns = cells.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < cells.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = cells.get(row).get(i);
        line.append(i == 0 ? "" : "  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
      }
      text.append(line.toString().stripTrailing()).append('\n');
      if (row == 0 || row == cells.size() - 2) {
        text.append("-".repeat(line.length())).append('\n');
      }
    }
    return text.toString();
  }
}
