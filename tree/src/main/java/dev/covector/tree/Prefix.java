package dev.covector.tree;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks a tree beside a structure that goes deeper, or less deep, than it. */
final class Prefix {
  private Prefix() {}

  /** Adds each leaf of a prefix once per leaf of the structure below it. */
  static void broadcast(
      @Nullable Object prefix,
      TreeDef structure,
      Predicate<? super @Nullable Object> isLeaf,
      List<@Nullable Object> out,
      @Nullable Trail outer) {
    NodeType type = isLeaf.test(prefix) ? AtomType.LEAF : NodeTypes.of(prefix);
    if (type == AtomType.LEAF) {
      out.addAll(Collections.nCopies(structure.leafCount(), prefix));
      return;
    }
    Object node = prefix;
    if (structure.type() instanceof ProductType product && prefix instanceof Map<?, ?> named) {
      Object[] values = product.valuesByName(named);
      if (values == null) {
        throw mismatch("Tree.broadcastPrefix", structure, prefix, isLeaf, outer);
      }
      Trail trail = new Trail(outer, product, null);
      for (int i = 0; i < values.length; i++) {
        trail.index = i;
        broadcast(values[i], structure.child(i), isLeaf, out, trail);
      }
      return;
    }
    if (type != structure.type()) {
      throw mismatch("Tree.broadcastPrefix", structure, prefix, isLeaf, outer);
    }
    if (node == null) {
      return;
    }
    Object view = type.view(node);
    if (!type.matches(view, structure)) {
      throw mismatch("Tree.broadcastPrefix", structure, prefix, isLeaf, outer);
    }
    Trail trail = new Trail(outer, type, structure.data());
    for (int i = 0; i < structure.size(); i++) {
      trail.index = i;
      broadcast(type.child(view, structure.data(), i), structure.child(i), isLeaf, out, trail);
    }
  }

  /** Adds the subtree of a tree at each leaf of a structure. */
  static void flattenUpTo(
      @Nullable Object tree, TreeDef structure, List<@Nullable Object> out, @Nullable Trail outer) {
    if (structure.isLeaf()) {
      out.add(tree);
      return;
    }
    NodeType type = NodeTypes.of(tree);
    if (type != structure.type()) {
      throw mismatch("Tree.flattenUpTo", structure, tree, node -> false, outer);
    }
    if (tree == null) {
      return;
    }
    Object view = type.view(tree);
    if (!type.matches(view, structure)) {
      throw mismatch("Tree.flattenUpTo", structure, tree, node -> false, outer);
    }
    Trail trail = new Trail(outer, type, structure.data());
    for (int i = 0; i < structure.size(); i++) {
      trail.index = i;
      flattenUpTo(type.child(view, structure.data(), i), structure.child(i), out, trail);
    }
  }

  private static TreeMismatchException mismatch(
      String what,
      TreeDef expected,
      @Nullable Object actual,
      Predicate<? super @Nullable Object> isLeaf,
      @Nullable Trail outer) {
    TreeDef found = new Flattener(isLeaf).visit(actual, null);
    return Difference.of(what, Trail.path(outer), expected, found);
  }
}
