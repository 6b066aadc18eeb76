package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import dev.covector.tree.TreeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree taken apart: tensors (and primitive arrays, which become tensors) are dynamic, every other
 * leaf is static.
 *
 * @param tensors the dynamic leaves
 * @param layout where they belong
 */
public record Leaves(List<Tensor> tensors, Layout layout) {

  /**
   * A tree without its dynamic leaves.
   *
   * @param structure the whole tree's
   * @param statics one per leaf: the static leaf, or {@link Hole#DYNAMIC}
   */
  public record Layout(TreeDef structure, List<Object> statics) {
    /** The tree with these dynamic leaves. */
    public <T> T rebuild(List<? extends Tensor> tensors) {
      List<Object> leaves = new ArrayList<>(statics.size());
      int next = 0;
      for (Object leaf : statics) {
        leaves.add(leaf == Hole.DYNAMIC ? tensors.get(next++) : leaf);
      }
      return Tree.unflatten(structure, leaves);
    }

    /** The paths of the dynamic leaves. */
    public List<String> paths() {
      List<String> paths = new ArrayList<>();
      List<Path> all = structure.paths();
      for (int i = 0; i < statics.size(); i++) {
        if (statics.get(i) == Hole.DYNAMIC) {
          paths.add(all.get(i).toString());
        }
      }
      return paths;
    }

    /** Where a dynamic leaf is, for messages: a path, or that it is the only leaf. */
    String place(int leaf) {
      String path = paths().get(leaf);
      return path.isEmpty() ? "the only leaf" : path;
    }

    /** The number of dynamic leaves. */
    public int dynamicCount() {
      int count = 0;
      for (Object leaf : statics) {
        count += leaf == Hole.DYNAMIC ? 1 : 0;
      }
      return count;
    }
  }

  /** The place of a dynamic leaf. */
  public enum Hole {
    DYNAMIC
  }

  /** Takes a tree apart. */
  public static Leaves of(@Nullable Object tree) {
    Tree.Flattened flat = flatten(tree);
    List<Tensor> tensors = new ArrayList<>(flat.leaves().size());
    List<Object> statics = new ArrayList<>(flat.leaves().size());
    for (Object leaf : flat.leaves()) {
      if (leaf instanceof Tensor tensor) {
        tensors.add(tensor);
        statics.add(Hole.DYNAMIC);
      } else if (leaf.getClass().isArray()) {
        tensors.add(Tensor.of(leaf));
        statics.add(Hole.DYNAMIC);
      } else {
        statics.add(leaf);
      }
    }
    return new Leaves(tensors, new Layout(flat.structure(), List.copyOf(statics)));
  }

  private static Tree.Flattened flatten(@Nullable Object tree) {
    try {
      return Tree.flatten(tree);
    } catch (TreeException e) {
      throw new TransformException(e.getMessage(), e);
    }
  }

  /**
   * Checks that two trees have one structure.
   *
   * @param what the operation and what the trees are
   * @throws TransformException naming the first place where they differ
   */
  static void requireSame(String what, TreeDef expected, TreeDef actual) {
    try {
      Tree.requireSameStructure(what, expected, actual);
    } catch (TreeException e) {
      throw new TransformException(e.getMessage(), e);
    }
  }

  /** The types of the dynamic leaves. */
  public List<TensorType> types() {
    return tensors.stream().map(Tensor::type).toList();
  }

  /** Which dynamic leaves are floating or complex. */
  public List<Boolean> inexact() {
    return tensors.stream().map(tensor -> tensor.dtype().isInexact()).toList();
  }
}
