package dev.covector.tree;

import org.jspecify.annotations.Nullable;

/** One walk over a structure that puts leaves in their places. */
final class Unflattener {
  private static final int SHOWN = 200;

  private final @Nullable Object[] leaves;
  private int next;

  private Unflattener(@Nullable Object[] leaves) {
    this.leaves = leaves;
  }

  @SuppressWarnings("unchecked") // the caller says what the tree is
  static <T extends @Nullable Object> T unflatten(TreeDef structure, @Nullable Object[] leaves) {
    if (leaves.length != structure.leafCount()) {
      throw new TreeException(
          "Tree.unflatten: expected %d leaves, got %d, for the structure %s"
              .formatted(structure.leafCount(), leaves.length, abbreviated(structure)));
    }
    return (T) new Unflattener(leaves).build(structure);
  }

  private static String abbreviated(TreeDef structure) {
    String text = structure.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private @Nullable Object pair(TreeDef node) {
    Object first = build(node.child(0));
    Object second = build(node.child(1));
    return node.type().rebuild(node.data(), first, second);
  }

  private @Nullable Object any(TreeDef node) {
    @Nullable Object[] children = new Object[node.size()];
    for (int i = 0; i < children.length; i++) {
      children[i] = build(node.child(i));
    }
    return node.type().rebuild(node.data(), children);
  }

  private @Nullable Object build(TreeDef node) {
    if (node.isLeaf()) {
      return leaves[next++];
    }
    Object only = node.only();
    if (only != null) {
      return only;
    }
    Object tree = node.size() == 2 ? pair(node) : any(node);
    if (node.isConstant() && tree != null) {
      node.keep(tree);
    }
    return tree;
  }
}
