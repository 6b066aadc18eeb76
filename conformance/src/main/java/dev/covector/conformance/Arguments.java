package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a case's function. A static one is a Long, Double, Boolean, String, List, Map or
 * null, as {@link Json} reads it. A parameter is given by position or by name, as in Python, and
 * None counts as not given. Reading an argument marks it as honoured: one that the table never
 * looks at is a failure, not a detail.
 */
final class Arguments {
  private final List<@Nullable Object> positional;
  private final Map<String, @Nullable Object> keywords;
  private final String note;
  private final Set<String> honoured = new HashSet<>();

  /**
   * Arguments of a function.
   *
   * @param positional the tensors and static values
   * @param keywords the static values given by name
   * @param note what the suite says about the case
   */
  Arguments(
      List<@Nullable Object> positional, Map<String, @Nullable Object> keywords, String note) {
    this.positional = Collections.unmodifiableList(new ArrayList<>(positional));
    this.keywords = keywords;
    this.note = note;
  }

  /** The number of positional arguments. */
  int size() {
    return positional.size();
  }

  /** What the suite says about the case; empty when nothing. */
  String note() {
    return note;
  }

  /** A positional argument; a static number or boolean becomes a (weak) scalar. */
  Tensor tensor(int index) {
    return Tensor.of(required(index, place(index), Object.class));
  }

  /** All positional arguments as tensors. */
  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      tensors.add(tensor(i));
    }
    return tensors;
  }

  /** A parameter given by position or by name; empty when it is not given, or None. */
  <T> Optional<T> optional(int index, String name, Class<T> type) {
    if (index >= size()) {
      return keyword(name, type);
    }
    honoured.add(place(index));
    return as(name, positional.get(index), type);
  }

  /** A parameter given by name; empty when it is not given, or None. */
  <T> Optional<T> keyword(String name, Class<T> type) {
    honoured.add(name);
    return as(name, keywords.get(name), type);
  }

  /** A parameter that has to be given. */
  <T> T required(int index, String name, Class<T> type) {
    return optional(index, name, type)
        .orElseThrow(() -> new NotBuiltException("a call without " + name));
  }

  /** An int that has to be given. */
  int integer(int index, String name) {
    return Math.toIntExact(required(index, name, Long.class));
  }

  /** An int that has a default. */
  int integer(int index, String name, int otherwise) {
    return optional(index, name, Long.class).map(Math::toIntExact).orElse(otherwise);
  }

  /** A float, also when it is written as an int. */
  double real(int index, String name, double otherwise) {
    return optional(index, name, Number.class).map(Number::doubleValue).orElse(otherwise);
  }

  /** A flag. */
  boolean flag(int index, String name, boolean otherwise) {
    return optional(index, name, Boolean.class).orElse(otherwise);
  }

  /** An int or a list of ints; empty when it is not given, or None. */
  Optional<int[]> integers(int index, String name) {
    return optional(index, name, Object.class).map(value -> integers(name, value));
  }

  /** A shape, one int for a vector. */
  Shape shape(int index, String name) {
    return integers(index, name)
        .map(Shape::of)
        .orElseThrow(() -> new NotBuiltException("a call without " + name));
  }

  /** A dtype by its name: without 64-bit default widths, 64 bits stand for 32, as in JAX. */
  Optional<DType> dtype(int index, String name) {
    return optional(index, name, String.class).map(DType::named).map(Arguments::canonical);
  }

  /** The arguments given that nobody asked for. */
  Set<String> ignored() {
    Set<String> names = new HashSet<>(keywords.keySet());
    for (int i = 0; i < size(); i++) {
      names.add(place(i));
    }
    names.removeAll(honoured);
    return names;
  }

  /** The ints of a static int or list of ints. */
  static int[] integers(String name, Object value) {
    return switch (value) {
      case Long one -> new int[] {Math.toIntExact(one)};
      case List<?> list ->
          list.stream().mapToInt(item -> Math.toIntExact(cast(name, item, Long.class))).toArray();
      default -> throw new NotBuiltException(name + " = " + value + " where ints are meant");
    };
  }

  private static DType canonical(DType dtype) {
    boolean wide = Defaults.integer().bits() == 64;
    return switch (dtype) {
      case I64 -> wide ? DType.I64 : DType.I32;
      case U64 -> wide ? DType.U64 : DType.U32;
      case F64 -> wide ? DType.F64 : DType.F32;
      case C128 -> wide ? DType.C128 : DType.C64;
      case BOOL, I8, I16, I32, U8, U16, U32, F16, BF16, F32, C64, KEY, KEY_ORIGINAL -> dtype;
    };
  }

  private static String place(int index) {
    return "argument " + index;
  }

  private static <T> Optional<T> as(String name, @Nullable Object value, Class<T> type) {
    return value == null ? Optional.empty() : Optional.of(cast(name, value, type));
  }

  private static <T> T cast(String name, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new NotBuiltException(
          name + " = " + value + " where a " + type.getSimpleName() + " is meant");
    }
    return type.cast(value);
  }
}
