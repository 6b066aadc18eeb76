package dev.covector.conformance;

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
 * null, as {@link Json} reads it. Reading a keyword argument marks it as honoured: one that the
 * table never looks at is a failure, not a detail.
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

  /** A positional argument. */
  @Nullable Object get(int index) {
    if (index >= size()) {
      throw new NotBuiltException("a call with only " + size() + " arguments");
    }
    return positional.get(index);
  }

  /** A positional argument; a static number or boolean becomes a (weak) scalar. */
  Tensor tensor(int index) {
    Object value = get(index);
    if (value instanceof Tensor || value instanceof Number || value instanceof Boolean) {
      return Tensor.of(value);
    }
    throw new NotBuiltException("argument " + index + " = " + value + " where a tensor is meant");
  }

  /** All positional arguments as tensors. */
  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      tensors.add(tensor(i));
    }
    return tensors;
  }

  /** A positional argument that is a static value of a type. */
  <T> T get(int index, Class<T> type) {
    return as("argument " + index, get(index), type);
  }

  /** A keyword argument of a type; empty when it is not given or None. */
  <T> Optional<T> keyword(String name, Class<T> type) {
    honoured.add(name);
    Object value = keywords.get(name);
    return value == null ? Optional.empty() : Optional.of(as(name, value, type));
  }

  /** The keyword arguments given that nobody asked for. */
  Set<String> ignored() {
    Set<String> names = new HashSet<>(keywords.keySet());
    names.removeAll(honoured);
    return names;
  }

  private static <T> T as(String name, @Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new NotBuiltException(
          name + " = " + value + " where a " + type.getSimpleName() + " is meant");
    }
    return type.cast(value);
  }
}
