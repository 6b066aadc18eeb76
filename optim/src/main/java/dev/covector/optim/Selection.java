package dev.covector.optim;

import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some tensors of a tree, which can be taken out and put back. */
final class Selection {
  private final TreeDef structure;
  private final List<String> names;

  /** The names by place; null for leaves that are not taken. */
  private Selection(TreeDef structure, List<String> names) {
    this.structure = structure;
    this.names = names;
  }

  static Selection of(Object tree, Mask mask) {
    Tree.Flattened flattened = Tree.flatten(tree);
    List<Path> paths = flattened.structure().paths();
    List<String> names = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int i = 0; i < paths.size(); i++) {
      boolean isTaken =
          flattened.leaves().get(i) instanceof Tensor leaf && mask.includes(paths.get(i), leaf);
      String name = paths.get(i).toString();
      // a key may contain a slash, so that two paths read alike
      while (isTaken && !used.add(name)) {
        name += "'";
      }
      names.add(isTaken ? name : null);
    }
    return new Selection(flattened.structure(), names);
  }

  /** The tensors that are taken, by their paths. */
  Map<String, Object> take(Object tree) {
    if (tree == ParamsPlace.HERE) {
      return Map.of(ParamsPlace.ALL, tree);
    }
    Object[] leaves = leaves(tree);
    Map<String, Object> taken = new LinkedHashMap<>();
    for (int i = 0; i < leaves.length; i++) {
      if (names.get(i) != null) {
        taken.put(names.get(i), leaves[i]);
      }
    }
    return taken;
  }

  /** The tree with the tensors that were taken replaced. */
  <P> P put(P tree, Map<String, Object> taken) {
    Object[] leaves = leaves(tree);
    for (int i = 0; i < leaves.length; i++) {
      if (names.get(i) != null) {
        leaves[i] = taken.get(names.get(i));
      }
    }
    return Tree.unflatten(structure, leaves);
  }

  /** The tree with a function of its tensors that are taken and their partners. */
  <P> P map(Fn2<Tensor, Tensor, Tensor> f, P tree, Object other) {
    Object[] leaves = leaves(tree);
    Object[] partners = leaves(other);
    for (int i = 0; i < leaves.length; i++) {
      if (names.get(i) != null) {
        leaves[i] = f.apply((Tensor) leaves[i], (Tensor) partners[i]);
      }
    }
    return Tree.unflatten(structure, leaves);
  }

  /** Whether a tree has the structure of the one that was selected from. */
  boolean fits(Object tree) {
    return Tree.structure(tree).equals(structure);
  }

  private Object[] leaves(Object tree) {
    Tree.Flattened flattened = Tree.flatten(tree);
    Tree.requireSameStructure("masked", structure, flattened.structure());
    return flattened.leaves().toArray();
  }
}
