package dev.covector.tree;

import org.jspecify.annotations.Nullable;

/** One walk over a structure that puts leaves in their places. */
final class Unflattener {
  private final @Nullable Object[] leaves;
  private int next;

  private Unflattener(@Nullable Object[] leaves) {
    this.leaves = leaves;
  }

  @SuppressWarnings("unchecked") // the caller says what the tree is
  static <T extends @Nullable Object> T unflatten(TreeDef structure, @Nullable Object[] leaves) {
    if (leaves.length != structure.leafCount()) {
      throw new TreeException(
          "Tree.unflatten: the structure %s has %d leaves, got %d"
              .formatted(structure, structure.leafCount(), leaves.length));
    }
    return (T) new Unflattener(leaves).build(structure);
  }

  private @Nullable Object build(TreeDef node) {
    if (node.isLeaf()) {
      return leaves[next++];
    }
    @Nullable Object[] children = new Object[node.size()];
    for (int i = 0; i < children.length; i++) {
      children[i] = build(node.child(i));
    }
    return node.type().rebuild(node.data(), children);
  }
}
