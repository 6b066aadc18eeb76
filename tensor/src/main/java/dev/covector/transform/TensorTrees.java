package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps over trees whose leaves are all tensors. */
public final class TensorTrees {
  private TensorTrees() {}

  /**
   * A function of the tensors at the same place of several trees, in a tree like the first.
   *
   * @throws TransformException when the trees differ, or a leaf is no tensor
   */
  public static <T extends @Nullable Object> T map(
      Function<Tensor[], Tensor> function, T tree, @Nullable Object... others) {
    try {
      return Tree.map(
          (List<Object> leaves) ->
              function.apply(
                  leaves.stream().map(TensorTrees::requireTensor).toArray(Tensor[]::new)),
          tree,
          Arrays.asList(others));
    } catch (TreeException e) {
      throw new TransformException("treeMap: " + e.getMessage(), e);
    }
  }

  private static Tensor requireTensor(Object leaf) {
    if (leaf instanceof Tensor tensor) {
      return tensor;
    }
    throw new TransformException(
        "treeMap: a leaf is a "
            + leaf.getClass().getSimpleName()
            + "; all must be tensors (Tree.map takes leaves of any type)");
  }
}
