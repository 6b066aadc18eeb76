package dev.covector.checkpoint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with checked access to its members.
 *
 * @param place where it stands, for messages
 * @param members its members
 */
record JsonObject(String place, Map<String, @Nullable Object> members) {
  /** A value that must be an object. */
  static JsonObject of(String place, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new MalformedFileException(place + ": expected a JSON object, got " + shown(value));
    }
    @SuppressWarnings("unchecked") // made by Json, whose objects have names for keys
    Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
    return new JsonObject(place, members);
  }

  /** Whether a member of that name exists. */
  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A string member. */
  String string(String name) {
    return as(String.class, name);
  }

  /** An integer of at least 0. */
  long count(String name) {
    long value = as(Long.class, name);
    if (value < 0) {
      throw new MalformedFileException(
          place + ": '" + name + "' must not be negative, got " + value);
    }
    return value;
  }

  /** A list member. */
  List<?> list(String name) {
    return as(List.class, name);
  }

  /** A list of strings. */
  List<String> strings(String name) {
    List<?> list = list(name);
    for (Object item : list) {
      if (!(item instanceof String)) {
        throw new MalformedFileException(
            place + ": '" + name + "' must hold strings, got " + shown(item));
      }
    }
    return list.stream().map(String.class::cast).toList();
  }

  /** A list of integers of at least 0. */
  long[] counts(String name) {
    List<?> list = list(name);
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(list.get(i) instanceof Long value) || value < 0) {
        throw new MalformedFileException(
            place + ": '" + name + "' must hold integers from 0, got " + shown(list.get(i)));
      }
      values[i] = value;
    }
    return values;
  }

  /** An object member. */
  JsonObject object(String name) {
    return of(place + ": " + name, member(name));
  }

  /** Any member. */
  @Nullable Object member(String name) {
    if (!has(name)) {
      throw new MalformedFileException(place + ": there is no '" + name + "'");
    }
    return members.get(name);
  }

  private <T> T as(Class<T> type, String name) {
    Object value = member(name);
    if (!type.isInstance(value)) {
      throw new MalformedFileException(
          place + ": '" + name + "' must be a " + type.getSimpleName() + ", got " + shown(value));
    }
    return type.cast(value);
  }

  /** A value in a message, shortened. */
  static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
