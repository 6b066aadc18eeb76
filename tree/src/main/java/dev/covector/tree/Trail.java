package dev.covector.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The containers that a walk is inside of; turned into a {@link Path} only for a message. */
final class Trail {
  private final @Nullable Trail outer;
  private final NodeType type;
  private final @Nullable Object data;
  final int depth;
  int index;

  Trail(@Nullable Trail outer, NodeType type, @Nullable Object data) {
    this.outer = outer;
    this.type = type;
    this.data = data;
    this.depth = outer == null ? 1 : outer.depth + 1;
  }

  static Path path(@Nullable Trail trail) {
    List<Path.Entry> entries = new ArrayList<>();
    for (Trail t = trail; t != null; t = t.outer) {
      Path.Entry entry = t.type.entry(t.data, t.index);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return new Path(entries.reversed());
  }
}
