package dev.covector.optim;

import dev.covector.tree.Leaf;
import dev.covector.tree.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the parameters when an optimizer is asked where its state has trees like them. It
 * is no tensor, so that functions of all tensors leave it where it is.
 */
enum ParamsPlace implements Leaf {
  /** Here is a tree like the parameters. */
  HERE;

  /** The key of the place in a map of tensors by their paths, as masks make. */
  static final String ALL = "";

  static boolean is(@Nullable Object place) {
    return place == HERE || isSelection(place);
  }

  private static boolean isSelection(@Nullable Object place) {
    return place instanceof Map<?, ?> map && map.size() == 1 && map.get(ALL) == HERE;
  }

  /** The path of the parameter that a tensor below a place belongs to. */
  static String name(@Nullable Object place, Path path) {
    return isSelection(place)
        ? ((Path.Key) path.entries().getFirst()).key().toString()
        : path.toString();
  }
}
