package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree without its tensors. */
final class Hollow {
  private final TreeDef structure;
  private final List<Object> leaves;

  private Hollow(TreeDef structure, List<Object> leaves) {
    this.structure = structure;
    this.leaves = leaves;
  }

  /** Takes the tensors out of a tree. */
  static Hollow of(@Nullable Object tree, List<Tensor> tensors) {
    Tree.Flattened flat = Tree.flatten(tree);
    for (Object leaf : flat.leaves()) {
      if (leaf instanceof Tensor tensor) {
        tensors.add(tensor);
      }
    }
    return new Hollow(flat.structure(), flat.leaves());
  }

  /** The tree with other tensors. */
  <T> T fill(List<Tensor> tensors) {
    List<Object> filled = new ArrayList<>(leaves.size());
    int next = 0;
    for (Object leaf : leaves) {
      filled.add(leaf instanceof Tensor ? tensors.get(next++) : leaf);
    }
    return Tree.unflatten(structure, filled);
  }

  int tensorCount() {
    return (int) leaves.stream().filter(Tensor.class::isInstance).count();
  }
}
