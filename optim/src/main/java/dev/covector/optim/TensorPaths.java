package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** Where the tensors of a tree are. */
final class TensorPaths {
  private TensorPaths() {}

  /** The paths, in the order of {@link Leafwise#tensors}. */
  static List<Path> of(Object tree) {
    Tree.Flattened flattened = Tree.flatten(tree);
    List<Path> all = flattened.structure().paths();
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (flattened.leaves().get(i) instanceof Tensor) {
        paths.add(all.get(i));
      }
    }
    return paths;
  }
}
