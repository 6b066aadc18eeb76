package dev.covector.data;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** Small pipelines, and what they give as text. */
final class Pipelines {
  private Pipelines() {}

  record Row(Tensor x, Tensor y) {}

  static Dataset<Row> rows(int n) {
    float[] x = new float[3 * n];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    return Dataset.of(new Row(Tensor.of(x, n, 3), Numpy.arange(n)));
  }

  static Dataset<Long> numbers(int n) {
    return Dataset.ofFunction(n, i -> i);
  }

  static Dataset<Long> streamed(int n) {
    return Dataset.ofIterable(() -> LongStream.range(0, n).boxed().iterator());
  }

  /** All elements as they print. */
  static <T> List<String> list(Dataset<T> data) {
    try (DataIterator<T> iterator = data.iterator()) {
      return rest(iterator);
    }
  }

  static List<String> rest(Iterator<?> iterator) {
    List<String> all = new ArrayList<>();
    iterator.forEachRemaining(element -> all.add(show(element)));
    return all;
  }

  static String show(Object element) {
    return switch (element) {
      case Row row -> show(row.x) + " " + show(row.y);
      case Tensor tensor -> tensor.type() + Arrays.toString(tensor.toDoubleArray());
      default -> element.toString();
    };
  }

  static String message(Runnable code) {
    return assertThrows(DataException.class, code::run).getMessage();
  }
}
