package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree of values, asked by paths of a tree that may go deeper. */
final class ByPath<T> {
  private final String what;
  private final Map<String, T> values = new HashMap<>();

  ByPath(String what, Object tree, Class<T> type) {
    this.what = what;
    Tree.Flattened flattened = Tree.flatten(tree);
    List<Path> paths = flattened.structure().paths();
    for (int i = 0; i < paths.size(); i++) {
      Object value = flattened.leaves().get(i);
      if (!type.isInstance(value)) {
        throw new OptimException(
            what
                + ": at "
                + paths.get(i)
                + " is "
                + value
                + "; leaves must be of type "
                + type.getSimpleName());
      }
      values.put(paths.get(i).toString(), type.cast(value));
    }
  }

  T at(Path path, Tensor leaf) {
    for (String place = path.toString(); ; place = parent(place)) {
      T value = values.get(place);
      if (value != null) {
        return value;
      }
      if (place.isEmpty()) {
        throw new OptimException(
            what
                + ": nothing is said of "
                + path
                + "; the tree must be like the parameters, or a prefix of them");
      }
    }
  }

  private static String parent(String place) {
    return place.substring(0, Math.max(place.lastIndexOf('/'), 0));
  }
}
