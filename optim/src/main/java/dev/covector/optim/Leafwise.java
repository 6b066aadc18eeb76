package dev.covector.optim;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Fn4;
import dev.covector.Fn5;
import dev.covector.Fn6;
import dev.covector.Tensor;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the tensors at the same place of several trees. Leaves that are no tensors (an
 * activation function in a record of parameters) stay as they are in the first tree.
 */
final class Leafwise {
  private Leafwise() {}

  private interface Body {
    Tensor apply(Tensor[] leaves);
  }

  static <T> T map(Fn1<Tensor, Tensor> f, T a) {
    return run(x -> f.apply(x[0]), a);
  }

  static <T> T map(Fn2<Tensor, Tensor, Tensor> f, T a, Object b) {
    return run(x -> f.apply(x[0], x[1]), a, b);
  }

  static <T> T map(Fn3<Tensor, Tensor, Tensor, Tensor> f, T a, Object b, Object c) {
    return run(x -> f.apply(x[0], x[1], x[2]), a, b, c);
  }

  static <T> T map(
      Fn4<Tensor, Tensor, Tensor, Tensor, Tensor> f, T a, Object b, Object c, Object d) {
    return run(x -> f.apply(x[0], x[1], x[2], x[3]), a, b, c, d);
  }

  static <T> T map(
      Fn5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f,
      T a,
      Object b,
      Object c,
      Object d,
      Object e) {
    return run(x -> f.apply(x[0], x[1], x[2], x[3], x[4]), a, b, c, d, e);
  }

  static <T> T map(
      Fn6<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f,
      T a,
      Object b,
      Object c,
      Object d,
      Object e,
      Object g) {
    return run(x -> f.apply(x[0], x[1], x[2], x[3], x[4], x[5]), a, b, c, d, e, g);
  }

  /** The tensors among the leaves. */
  static List<Tensor> tensors(@Nullable Object tree) {
    List<Tensor> tensors = new ArrayList<>();
    for (Object leaf : Tree.leaves(tree)) {
      if (leaf instanceof Tensor tensor) {
        tensors.add(tensor);
      }
    }
    return tensors;
  }

  /** The tree with other tensors, in the order of {@link #tensors}. */
  static <T> T replace(T tree, List<Tensor> tensors) {
    Tree.Flattened flattened = Tree.flatten(tree);
    Object[] leaves = flattened.leaves().toArray();
    int next = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] instanceof Tensor) {
        leaves[i] = tensors.get(next++);
      }
    }
    return Tree.unflatten(flattened.structure(), leaves);
  }

  private static <T> T run(Body body, T tree, Object... others) {
    Tree.Flattened first = Tree.flatten(tree);
    TreeDef structure = first.structure();
    Object[][] more = new Object[others.length][structure.leafCount()];
    for (int k = 0; k < others.length; k++) {
      if (!Tree.flattenInto(others[k], structure, more[k], 0)) {
        Agreement.require("optim", "the trees", tree, "the others", others[k]);
      }
    }
    Object[] result = first.leaves().toArray();
    for (int i = 0; i < result.length; i++) {
      if (result[i] instanceof Tensor tensor) {
        Tensor[] arguments = new Tensor[others.length + 1];
        arguments[0] = tensor;
        for (int k = 0; k < others.length; k++) {
          arguments[k + 1] = (Tensor) more[k][i];
        }
        result[i] = body.apply(arguments);
      }
    }
    return Tree.unflatten(structure, result);
  }
}
