package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that trees have the same leaves, and says in an optimizer's terms where they do not. */
final class Agreement {
  private Agreement() {}

  /**
   * Checks the parameters and a tree of the state against the gradients.
   *
   * @param op the transformation
   */
  static void check(String op, Object updates, @Nullable Object params) {
    floating(op, updates);
    matching(op, updates, params);
  }

  /** Checks the parameters against the gradients, some of which may be anything. */
  static void matching(String op, Object updates, @Nullable Object params) {
    if (params != null) {
      require(op, "the gradients", updates, "the parameters", params);
    }
  }

  private static void floating(String op, Object updates) {
    List<Tensor> gradients = Leafwise.tensors(updates);
    for (int i = 0; i < gradients.size(); i++) {
      Tensor g = gradients.get(i);
      if (!g.dtype().isFloating() && !g.dtype().isComplex()) {
        throw new OptimException(
            op
                + ": the gradients have "
                + g.type()
                + " at "
                + place(TensorPaths.of(updates).get(i))
                + "; they must be floating: mask tensors that are not trained with"
                + " masked(optimizer, mask)");
      }
    }
  }

  /** Checks that two trees have the same structure. */
  static void structure(String op, String left, Object tree, String right, Object other) {
    structure(op, left, Tree.structure(tree), right, Tree.structure(other));
  }

  private static void structure(String op, String left, TreeDef a, String right, TreeDef b) {
    if (!a.equals(b)) {
      throw new OptimException(op + ": " + difference(left, a, right, b));
    }
  }

  /** Checks that two trees have the same structure and their tensors the same shapes. */
  static void require(String op, String left, Object tree, String right, Object other) {
    Tree.Flattened a = Tree.flatten(tree);
    Tree.Flattened b = Tree.flatten(other);
    structure(op, left, a.structure(), right, b.structure());
    for (int i = 0; i < a.leaves().size(); i++) {
      if (a.leaves().get(i) instanceof Tensor x
          && b.leaves().get(i) instanceof Tensor y
          && !x.shape().equals(y.shape())) {
        throw new OptimException(
            op
                + ": "
                + left
                + " have "
                + x.type()
                + " at "
                + place(a.structure().paths().get(i))
                + ", "
                + right
                + " "
                + y.type()
                + hint(right));
      }
    }
  }

  private static String difference(String left, TreeDef a, String right, TreeDef b) {
    List<Path> there = a.paths();
    List<Path> wanted = b.paths();
    Set<String> names = names(there);
    for (Path path : wanted) {
      if (!names.contains(path.toString())) {
        return left + " have no leaf " + place(path) + ", which " + right + " have" + hint(right);
      }
    }
    Set<String> known = names(wanted);
    for (Path path : there) {
      if (!known.contains(path.toString())) {
        return left + " have a leaf " + place(path) + " that " + right + " have not" + hint(right);
      }
    }
    return left + " are " + a + ", " + right + " are " + b + hint(right);
  }

  private static Set<String> names(List<Path> paths) {
    Set<String> names = new HashSet<>();
    paths.forEach(path -> names.add(path.toString()));
    return names;
  }

  private static String hint(String right) {
    return right.startsWith("the moments")
        ? "; the state belongs to other parameters: call init(params) with these"
        : "; both must have the same tree and shapes";
  }

  private static String place(Path path) {
    return path.entries().isEmpty() ? "the root" : path.toString();
  }

  /**
   * The state in the type that a transformation made in init.
   *
   * @throws OptimException when it is another transformation's
   */
  static <S extends OptState> S state(String op, OptState state, Class<S> type) {
    if (!type.isInstance(state)) {
      throw new OptimException(
          op
              + ": the state is a "
              + name(state.getClass())
              + " where a "
              + name(type)
              + " is wanted; pass what init(params) or the last update of this optimizer returned");
    }
    return type.cast(state);
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + "." + type.getSimpleName();
  }
}
