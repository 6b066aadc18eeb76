package dev.covector.benchmarks.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process tells about one tensor of a row's result: its type, sums over all of it, and up to
 * 64 elements at fixed places. The i-th of 64 stands at {@code floor(i * n / 64)} in row-major
 * order.
 *
 * @param dtype such as {@code f32}
 * @param shape the axis sizes
 * @param sum of all elements, in f64
 * @param absoluteSum of the absolute values of all elements, in f64
 * @param values the sampled elements
 */
public record Output(
    String dtype, List<Integer> shape, double sum, double absoluteSum, List<Double> values) {
  /** How many elements are sampled at most. */
  public static final int SAMPLES = 64;

  /** Copies the lists. */
  public Output {
    shape = List.copyOf(shape);
    values = List.copyOf(values);
  }

  /** Of all elements in row-major order. */
  public static Output of(String dtype, List<Integer> shape, double[] elements) {
    double sum = 0;
    double absolute = 0;
    for (double element : elements) {
      sum += element;
      absolute += Math.abs(element);
    }
    int count = Math.min(SAMPLES, elements.length);
    List<Double> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(elements[(int) ((long) i * elements.length / count)]);
    }
    return new Output(dtype, shape, sum, absolute, values);
  }

  /** The number of elements of the whole tensor. */
  public long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("dtype", dtype);
    json.put("shape", shape);
    json.put("sum", sum);
    json.put("abs", absoluteSum);
    json.put("values", values);
    return json;
  }

  static Output fromJson(Map<?, ?> json) {
    List<Integer> shape = new ArrayList<>();
    for (Object size : (List<?>) json.get("shape")) {
      shape.add(((Number) size).intValue());
    }
    List<Double> values = new ArrayList<>();
    for (Object value : (List<?>) json.get("values")) {
      values.add(number(value));
    }
    return new Output(
        (String) json.get("dtype"),
        shape,
        number(json.get("sum")),
        number(json.get("abs")),
        values);
  }

  /** Jackson writes NaN and the infinities as strings; Python writes them bare. */
  private static double number(@Nullable Object value) {
    return value instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble(String.valueOf(value));
  }
}
