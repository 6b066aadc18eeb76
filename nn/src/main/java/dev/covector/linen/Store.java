package dev.covector.linen;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The variables of a frame: collections of trees of maps. Mutable collections are copied. */
final class Store {
  private final Map<String, Object> collections = new LinkedHashMap<>();

  Store(Map<String, ?> variables, Predicate<String> mutable) {
    variables.forEach(
        (name, tree) -> {
          if (tree != null) {
            collections.put(name, mutable.test(name) ? copy(tree) : tree);
          }
        });
  }

  private static Object copy(Object tree) {
    if (!(tree instanceof Map<?, ?> map)) {
      return tree;
    }
    Map<Object, Object> copy = new LinkedHashMap<>();
    map.forEach((name, child) -> copy.put(name, copy(child)));
    return copy;
  }

  boolean hasCollection(String name) {
    return collections.containsKey(name);
  }

  @Nullable Object get(String collection, List<String> path, String name) {
    return node(collection, path) instanceof Map<?, ?> map ? map.get(name) : null;
  }

  TreeSet<String> names(String collection, List<String> path) {
    TreeSet<String> names = new TreeSet<>();
    if (node(collection, path) instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> names.add(key.toString()));
    }
    return names;
  }

  private @Nullable Object node(String collection, List<String> path) {
    Object node = collections.get(collection);
    for (String step : path) {
      node = node instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return node;
  }

  void put(String collection, List<String> path, String name, Object value) {
    Map<String, Object> node = below(collections, collection);
    for (String step : path) {
      node = below(node, step);
    }
    node.put(name, value);
  }

  @SuppressWarnings("unchecked") // this class made the maps of mutable collections
  private static Map<String, Object> below(Map<String, Object> parent, String name) {
    Object child = parent.computeIfAbsent(name, n -> new LinkedHashMap<String, Object>());
    if (!(child instanceof Map<?, ?>)) {
      throw new ModuleException(
          "the name " + name + " is that of a variable and of a module; rename one of the two");
    }
    return (Map<String, Object>) child;
  }

  /** The part of each collection at a path; no entry where a collection has none there. */
  Map<String, Object> below(List<String> path) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (String collection : collections.keySet()) {
      Object part = node(collection, path);
      if (part != null) {
        parts.put(collection, freeze(part));
      }
    }
    return parts;
  }

  /** Replaces the part of a collection at a path. */
  void replace(String collection, List<String> path, Object part) {
    if (path.isEmpty()) {
      collections.put(collection, copy(part));
    } else {
      int last = path.size() - 1;
      put(collection, path.subList(0, last), path.get(last), copy(part));
    }
  }

  /** The collections that a filter takes, not to be changed any more. */
  Map<String, Object> view(Predicate<String> filter) {
    Map<String, Object> view = new LinkedHashMap<>();
    collections.forEach(
        (name, tree) -> {
          if (filter.test(name)) {
            view.put(name, freeze(tree));
          }
        });
    return Collections.unmodifiableMap(view);
  }

  private static Object freeze(Object tree) {
    if (!(tree instanceof Map<?, ?> map)) {
      return tree;
    }
    Map<Object, Object> frozen = new LinkedHashMap<>();
    map.forEach((name, child) -> frozen.put(name, freeze(child)));
    return Collections.unmodifiableMap(frozen);
  }
}
