package dev.covector.metrics;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import java.util.List;

/** A confusion matrix as text. Zeros are dots, so that errors stand out. */
final class ConfusionTable {
  private static final String CORNER = "true \\ predicted";

  private ConfusionTable() {}

  static String print(Tensor counts, List<String> classes) {
    int size = counts.shape().dim(0);
    if (classes.size() != size) {
      throw new ShapeException(
          "table: there are %d names, the confusion matrix is %s"
              .formatted(classes.size(), counts.type()));
    }
    int[] numbers = counts.toIntArray();
    int first =
        Math.max(CORNER.length(), classes.stream().mapToInt(String::length).max().orElse(0));
    int[] widths = new int[size];
    for (int column = 0; column < size; column++) {
      widths[column] = classes.get(column).length();
      for (int row = 0; row < size; row++) {
        widths[column] = Math.max(widths[column], show(numbers[row * size + column]).length());
      }
    }
    StringBuilder table = new StringBuilder(right(CORNER, first));
    for (int column = 0; column < size; column++) {
      table.append(' ').append(right(classes.get(column), widths[column]));
    }
    for (int row = 0; row < size; row++) {
      table.append('\n').append(right(classes.get(row), first));
      for (int column = 0; column < size; column++) {
        table.append(' ').append(right(show(numbers[row * size + column]), widths[column]));
      }
    }
    return table.toString();
  }

  private static String show(int count) {
    return count == 0 ? "." : Integer.toString(count);
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }
}
