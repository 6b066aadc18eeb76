package dev.covector.conformance;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with checked access to its members.
 *
 * @param place where it stands, for messages
 * @param members its members
 */
record JsonObject(String place, Map<String, @Nullable Object> members) {
  /**
   * The object a text holds.
   *
   * @throws MalformedSuiteException when the text is not one JSON object
   */
  static JsonObject parse(String place, String text) {
    Object value;
    try {
      value = Json.read(text);
    } catch (IOException e) {
      throw new MalformedSuiteException(place + ": not JSON: " + e.getMessage(), e);
    }
    return of(place, value);
  }

  /** A value that must be an object. */
  static JsonObject of(String place, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new MalformedSuiteException(place + ": expected an object, got " + value);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put((String) name, member));
    return new JsonObject(place, Collections.unmodifiableMap(members));
  }

  /** Whether a member of that name exists, null or not. */
  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A string member. */
  String string(String name) {
    return as(String.class, name, member(name));
  }

  /** A number as a double, whether written as an int or as a float. */
  double number(String name) {
    return as(Number.class, name, member(name)).doubleValue();
  }

  /** A list member. */
  List<?> list(String name) {
    return as(List.class, name, member(name));
  }

  /** An object member. */
  JsonObject object(String name) {
    return of(place + ": '" + name + "'", member(name));
  }

  /** A list of strings. */
  List<String> strings(String name) {
    return list(name).stream().map(item -> as(String.class, name, item)).toList();
  }

  /** A list of strings and nulls. */
  List<Optional<String>> optionalStrings(String name) {
    return list(name).stream()
        .map(item -> Optional.ofNullable(item).map(some -> as(String.class, name, some)))
        .toList();
  }

  /** An object whose values are strings. */
  SequencedMap<String, String> stringMap(String name) {
    SequencedMap<String, String> result = new LinkedHashMap<>();
    object(name).members.forEach((key, value) -> result.put(key, as(String.class, name, value)));
    return Collections.unmodifiableSequencedMap(result);
  }

  private @Nullable Object member(String name) {
    if (!has(name)) {
      throw new MalformedSuiteException(
          place + ": no member '" + name + "'; it has " + members.keySet());
    }
    return members.get(name);
  }

  private <T> T as(Class<T> type, String name, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw new MalformedSuiteException(
          place + ": '" + name + "' must be a " + type.getSimpleName() + ", got " + value);
    }
    return type.cast(Objects.requireNonNull(value));
  }
}
