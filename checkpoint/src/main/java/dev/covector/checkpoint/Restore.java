package dev.covector.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Trees out of checkpoints. */
final class Restore {
  private Restore() {}

  static @Nullable Object untyped(Path path, RestoreOptions options) {
    return StoredCheckpoint.read(path, stored -> new Found(untyped(stored, options))).tree();
  }

  private static @Nullable Object untyped(StoredCheckpoint stored, RestoreOptions options) {
    SequencedMap<String, @Nullable Object> items = new LinkedHashMap<>();
    for (String name : stored.manifest().items().keySet()) {
      items.put(
          name,
          stored
              .item(
                  name,
                  options,
                  (tree, data) -> new Found(StoredTree.untyped(tree, StoredTree.values(data))))
              .tree());
    }
    return isSingle(items) ? items.get(ItemNames.DEFAULT) : new Composite(items);
  }

  /** Wraps what may be null. */
  private record Found(@Nullable Object tree) {}

  private static boolean isSingle(Map<String, ? extends @Nullable Object> items) {
    return items.size() == 1 && items.containsKey(ItemNames.DEFAULT);
  }

  static <T> T typed(Path path, T target, RestoreOptions options) {
    return StoredCheckpoint.read(path, stored -> typed(stored, path, target, options));
  }

  @SuppressWarnings("unchecked") // a composite is restored as a composite
  private static <T> T typed(StoredCheckpoint stored, Path path, T target, RestoreOptions options) {
    if (!(target instanceof Composite composite)) {
      return item(stored, path, ItemNames.DEFAULT, target, options);
    }
    SequencedMap<String, @Nullable Object> items = new LinkedHashMap<>();
    composite
        .items()
        .forEach((name, tree) -> items.put(name, item(stored, path, name, tree, options)));
    return (T) new Composite(items);
  }

  private static <T extends @Nullable Object> T item(
      StoredCheckpoint stored, Path path, String name, T target, RestoreOptions options) {
    String place = name.equals(ItemNames.DEFAULT) ? path.toString() : path + ", item " + name;
    return stored.item(
        name,
        options,
        (tree, data) -> new Graft(place, options).onto(target, StoredTree.candidates(tree, data)));
  }

  static CheckpointMetadata metadata(Path path) {
    Manifest manifest = StoredCheckpoint.read(path, StoredCheckpoint::manifest);
    Map<String, @Nullable Object> items = new LinkedHashMap<>();
    manifest
        .items()
        .forEach(
            (name, item) -> items.put(name, StoredTree.untyped(item.tree(), StoredTree.types())));
    return new CheckpointMetadata(items, manifest.metrics(), manifest.metadata());
  }
}
