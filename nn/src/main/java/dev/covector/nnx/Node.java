package dev.covector.nnx;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of the description of modules without the values of their variables. */
sealed interface Node {
  /** A module met for the first time; its fields in the order of {@link Fields}. */
  record OfModule(int index, Class<?> type, List<Node> fields) implements Node {}

  /** A variable met for the first time. */
  record OfVariable(int index, Class<?> type, Optional<String> tag) implements Node {}

  /** A module or variable that was met before. */
  record Again(boolean isModule, int index) implements Node {}

  /** A list, or an array of the component type, that holds modules or variables. */
  record OfList(Optional<Class<?>> componentType, List<Node> elements) implements Node {}

  /** A map that holds modules or variables. */
  record OfMap(List<Object> keys, List<Node> values) implements Node {}

  /** A record that holds modules or variables in its components. */
  record OfRecord(Class<?> type, List<Node> components) implements Node {}

  /** An optional with a module or variable. */
  record OfOptional(Node value) implements Node {}

  /** Anything else; arrays and lists by their elements. */
  record Static(@Nullable Object value) implements Node {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Static that && Objects.deepEquals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(new @Nullable Object[] {value});
    }

    @Override
    public String toString() {
      String text = Arrays.deepToString(new @Nullable Object[] {value});
      return text.substring(1, text.length() - 1);
    }
  }
}
