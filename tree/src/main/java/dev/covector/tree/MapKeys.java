package dev.covector.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a map, sorted, and in the map's own order. Equality looks at the sorted ones only, so
 * that the order in which a map was filled is no part of a structure.
 */
final class MapKeys {
  private final Object[] sorted;
  private final Object[] own;
  private final int hash;

  /** For each of the own keys its position among the sorted ones; found when first needed. */
  private int @Nullable [] positions;

  private MapKeys(Object[] sorted, Object[] own) {
    this.sorted = sorted;
    this.own = own;
    this.hash = Arrays.hashCode(sorted);
  }

  static MapKeys of(Map<?, ?> map) {
    Object[] own = map.keySet().toArray();
    Object[] sorted = own.clone();
    for (Object key : own) {
      if (key == null) {
        throw new TreeException("a Map in a tree cannot have the key null; use String keys");
      }
    }
    try {
      Arrays.sort(sorted);
    } catch (ClassCastException e) {
      String types =
          Stream.of(own)
              .map(key -> NodeType.name(key.getClass()))
              .distinct()
              .sorted()
              .collect(Collectors.joining(" and "));
      throw new TreeException(
          "the leaves of a Map are visited in sorted key order, but its keys of type "
              + types
              + " are not mutually comparable; use keys of one Comparable type, such as String",
          e);
    }
    return new MapKeys(sorted, own);
  }

  Object sorted(int index) {
    return sorted[index];
  }

  List<Object> sorted() {
    return List.of(sorted);
  }

  /** Whether a map of as many entries has these keys. */
  boolean areKeysOf(Map<?, ?> map) {
    try {
      for (Object key : sorted) {
        if (map.get(key) == null && !map.containsKey(key)) {
          return false;
        }
      }
      return true;
    } catch (ClassCastException e) {
      return false; // a sorted map whose comparator does not take a key of this type
    }
  }

  /** A map with these keys in their own order, and values given in the sorted order. */
  Map<Object, @Nullable Object> toMap(@Nullable Object[] values) {
    Map<Object, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(own.length);
    int[] places = positions();
    for (int i = 0; i < own.length; i++) {
      map.put(own[i], values[places[i]]);
    }
    return map;
  }

  /** Threads may find them at the same time, and find the same. */
  private int[] positions() {
    int[] known = positions;
    if (known == null) {
      Map<Object, Integer> numbers = new HashMap<>();
      for (int i = 0; i < sorted.length; i++) {
        numbers.put(sorted[i], i);
      }
      known = Stream.of(own).mapToInt(numbers::get).toArray();
      positions = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MapKeys keys && hash == keys.hash && Arrays.equals(sorted, keys.sorted);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
