package dev.covector.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Found when first needed, perhaps by several threads at a time. */
  private @Nullable Lookup lookup;

  /**
   * What a map of these keys needs.
   *
   * @param own the keys in the map's own order
   * @param positions of each key among the sorted ones
   * @param places the same by the own order
   */
  private record Lookup(Set<Object> own, Map<Object, Integer> positions, int[] places) {}

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

  /** The position of a key among the sorted ones; -1 if it is none of them. */
  int position(@Nullable Object key) {
    Integer position = key == null ? null : lookup().positions.get(key);
    return position == null ? -1 : position;
  }

  /** The keys in the map's own order; unmodifiable. */
  Set<Object> own() {
    return lookup().own;
  }

  /** The key at a place of the map's own order. */
  Object own(int place) {
    return own[place];
  }

  /** The position among the sorted keys of each key of the map's own order; not to be changed. */
  int[] places() {
    return lookup().places;
  }

  /** The position among the sorted keys of the key at a place of the map's own order. */
  int place(int place) {
    return lookup().places[place];
  }

  private Lookup lookup() {
    Lookup known = lookup;
    if (known == null) {
      Map<Object, Integer> positions = HashMap.newHashMap(sorted.length);
      for (int i = 0; i < sorted.length; i++) {
        positions.put(sorted[i], i);
      }
      known =
          new Lookup(
              Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(own))),
              Map.copyOf(positions),
              Stream.of(own).mapToInt(positions::get).toArray());
      lookup = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof MapKeys keys
            && hash == keys.hash
            && Arrays.equals(sorted, keys.sorted));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
