package dev.covector.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link Map}: its values in the sorted order of its keys, rebuilt in the map's own order. */
final class MapType extends NodeType {
  static final MapType INSTANCE = new MapType();

  private static final int KEYS_SHOWN = 12;

  private MapType() {}

  @Override
  Object data(Object view) {
    return view instanceof RebuiltMap map ? map.keys() : MapKeys.of((Map<?, ?>) view);
  }

  @Override
  boolean isUnmodifiable() {
    return true;
  }

  @Override
  boolean isOf(Class<?> node) {
    return node == RebuiltMap.class;
  }

  @Override
  int size(Object view) {
    return ((Map<?, ?>) view).size();
  }

  @Override
  @Nullable Object child(Object view, @Nullable Object data, int index) {
    return view instanceof RebuiltMap map && map.keys() == data
        ? map.value(index)
        : ((Map<?, ?>) view).get(keys(data).sorted(index));
  }

  @Override
  boolean matches(Object view, TreeDef expected) {
    return super.matches(view, expected) && keys(expected.data()).areKeysOf((Map<?, ?>) view);
  }

  /** Takes the entries as they come where that is in sorted order; looks keys up otherwise. */
  @Override
  int fill(Object node, TreeDef expected, @Nullable Object[] out, int at) {
    Map<?, ?> map = (Map<?, ?>) node;
    MapKeys keys = keys(expected.data());
    int size = expected.size();
    if (map.size() != size) {
      return -1;
    }
    try {
      if (map instanceof RebuiltMap rebuilt && rebuilt.keys().equals(keys)) {
        return fillByPosition(rebuilt, expected, out, at);
      }
      if (hasInOrder(map, keys)) {
        return fillInOrder(map, expected, out, at);
      }
      int next = at;
      for (int i = 0; i < size && next >= 0; i++) {
        Object value = map.get(keys.sorted(i));
        boolean isMissing = value == null && !map.containsKey(keys.sorted(i));
        next = isMissing ? -1 : Flattener.fill(value, expected.child(i), out, next);
      }
      return next;
    } catch (ClassCastException e) {
      // a sorted map whose comparator does not take a key of this type, or a tree below it
      return super.fill(node, expected, out, at);
    }
  }

  private static int fillByPosition(
      RebuiltMap map, TreeDef expected, @Nullable Object[] out, int at) {
    int next = at;
    for (int i = 0; i < map.size() && next >= 0; i++) {
      next = Flattener.fill(map.value(i), expected.child(i), out, next);
    }
    return next;
  }

  /** Whether the entries of a map as large come with these keys in sorted order. */
  private static boolean hasInOrder(Map<?, ?> map, MapKeys keys) {
    int i = 0;
    for (Object key : map.keySet()) {
      Object wanted = keys.sorted(i++);
      if (key != wanted && !wanted.equals(key)) {
        return false;
      }
    }
    return true;
  }

  private static int fillInOrder(Map<?, ?> map, TreeDef expected, @Nullable Object[] out, int at) {
    int next = at;
    int i = 0;
    for (Object value : map.values()) {
      next = Flattener.fill(value, expected.child(i++), out, next);
      if (next < 0) {
        return -1;
      }
    }
    return next;
  }

  @Override
  Object rebuild(@Nullable Object data, @Nullable Object[] children) {
    return new RebuiltMap(keys(data), children);
  }

  @Override
  Path.Entry entry(@Nullable Object data, int index) {
    return new Path.Key(keys(data).sorted(index));
  }

  @Override
  String describe(TreeDef node) {
    List<Object> keys = keys(node.data()).sorted();
    String shown =
        keys.stream().limit(KEYS_SHOWN).map(Object::toString).collect(Collectors.joining(", "));
    return "a Map with keys {"
        + shown
        + (keys.size() > KEYS_SHOWN ? ", ... " + keys.size() + " in all" : "")
        + "}";
  }

  @Override
  String difference(TreeDef expected, TreeDef actual) {
    List<Object> wanted = keys(expected.data()).sorted();
    List<Object> present = keys(actual.data()).sorted();
    List<Object> missing = new ArrayList<>(wanted);
    missing.removeAll(present);
    List<Object> unexpected = new ArrayList<>(present);
    unexpected.removeAll(wanted);
    return (missing.isEmpty() ? "" : "; missing " + missing)
        + (unexpected.isEmpty() ? "" : "; unexpected " + unexpected);
  }

  @Override
  void print(TreeDef node, StringBuilder out) {
    out.append('{');
    printChildren(node, ": ", out);
    out.append('}');
  }

  private static MapKeys keys(@Nullable Object data) {
    return (MapKeys) Objects.requireNonNull(data);
  }
}
