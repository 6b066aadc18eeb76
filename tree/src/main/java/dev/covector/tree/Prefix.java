package dev.covector.tree;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks a tree beside a structure that goes deeper than it, or less deep. */
final class Prefix {
  private final String what;
  private final Predicate<? super @Nullable Object> isLeaf;
  private final List<@Nullable Object> out;

  Prefix(String what, Predicate<? super @Nullable Object> isLeaf, List<@Nullable Object> out) {
    this.what = what;
    this.isLeaf = isLeaf;
    this.out = out;
  }

  /** Adds each leaf of a prefix once per leaf of the structure below it. */
  void broadcast(@Nullable Object prefix, TreeDef structure, @Nullable Trail outer) {
    NodeType type = typeOf(prefix, outer);
    if (type == AtomType.LEAF) {
      out.addAll(Collections.nCopies(structure.leafCount(), prefix));
      return;
    }
    Trail trail = new Trail(outer, structure.type(), structure.data());
    if (prefix instanceof Map<?, ?> map && structure.type() instanceof ProductType product) {
      if (!product.isNamedBy(map)) {
        throw mismatch(prefix, structure, outer);
      }
      for (int i = 0; i < structure.size(); i++) {
        trail.index = i;
        broadcast(map.get(product.entry(null, i).name()), structure.child(i), trail);
      }
      return;
    }
    Object view = viewAs(structure, prefix, type, outer);
    for (int i = 0; i < structure.size(); i++) {
      trail.index = i;
      broadcast(type.child(view, structure.data(), i), structure.child(i), trail);
    }
  }

  /** Adds the subtree of a tree at each leaf of a structure. */
  void flattenUpTo(@Nullable Object tree, TreeDef structure, @Nullable Trail outer) {
    if (structure.isLeaf()) {
      out.add(tree);
      return;
    }
    NodeType type = typeOf(tree, outer);
    Object view = viewAs(structure, tree, type, outer);
    Trail trail = new Trail(outer, type, structure.data());
    for (int i = 0; i < structure.size(); i++) {
      trail.index = i;
      flattenUpTo(type.child(view, structure.data(), i), structure.child(i), trail);
    }
  }

  private NodeType typeOf(@Nullable Object node, @Nullable Trail outer) {
    try {
      return isLeaf.test(node) ? AtomType.LEAF : NodeTypes.of(node);
    } catch (TreeException e) {
      throw e.at(Trail.path(outer));
    }
  }

  /** What the children of a node are read from, if it agrees with the structure's root. */
  private Object viewAs(
      TreeDef structure, @Nullable Object node, NodeType type, @Nullable Trail outer) {
    if (type != structure.type()) {
      throw mismatch(node, structure, outer);
    }
    Object view = node == null ? AtomType.NULL : type.view(node); // null has no children to read
    if (!type.matches(view, structure)) {
      throw mismatch(node, structure, outer);
    }
    return view;
  }

  private TreeMismatchException mismatch(
      @Nullable Object actual, TreeDef expected, @Nullable Trail outer) {
    TreeDef found = new Flattener(isLeaf).visit(actual, null);
    return Difference.of(what, Trail.path(outer), expected, found);
  }
}
