package dev.covector.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Several trees that are saved as one checkpoint, each in a file of its own: the state of a model
 * and the place in its data, say. Given as the tree of a save, its items can be restored one by
 * one.
 *
 * <pre>{@code
 * Tensor state = Numpy.ones(3);
 * try (CheckpointManager manager = new CheckpointManager(Files.createTempDirectory("run"))) {
 *   manager.save(100, Composite.of("state", state).and("data", Map.of("epoch", 2)));
 *   Composite one = manager.restore(100, Composite.of("state", state));
 *   Tensor restored = one.get("state");
 * }
 * }</pre>
 *
 * @param items the trees by name
 */
public record Composite(SequencedMap<String, @Nullable Object> items) {
  /** A composite with a copy of the map. */
  public Composite {
    items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
  }

  /** One item. */
  public static Composite of(String name, @Nullable Object tree) {
    SequencedMap<String, @Nullable Object> items = new LinkedHashMap<>();
    items.put(name, tree);
    return new Composite(items);
  }

  /** These items and one more. */
  public Composite and(String name, @Nullable Object tree) {
    SequencedMap<String, @Nullable Object> more = new LinkedHashMap<>(items);
    more.put(name, tree);
    return new Composite(more);
  }

  /**
   * The tree of an item.
   *
   * @throws CheckpointException when there is none of that name
   */
  @SuppressWarnings("unchecked") // the caller says what the tree is
  public <T> T get(String name) {
    if (!items.containsKey(name)) {
      throw new CheckpointException("there is no item '" + name + "'; there are " + items.keySet());
    }
    return (T) items.get(name);
  }
}
