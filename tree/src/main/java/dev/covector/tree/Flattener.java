package dev.covector.tree;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One walk over a tree that collects its leaves and its structure. */
final class Flattener {
  /** Deeper than any model, shallower than the stack of a thread. */
  static final int MAX_DEPTH = 1000;

  private static final int STEPS_SHOWN = 6;

  private final @Nullable Predicate<? super @Nullable Object> isLeaf;
  private @Nullable Object[] leaves = new Object[16];
  private int count;

  Flattener(@Nullable Predicate<? super @Nullable Object> isLeaf) {
    this.isLeaf = isLeaf;
  }

  @Nullable Object[] leaves() {
    return leaves.length == count ? leaves : Arrays.copyOf(leaves, count);
  }

  TreeDef visit(@Nullable Object node, @Nullable Trail outer) {
    if (isLeaf != null && isLeaf.test(node)) {
      return leaf(node);
    }
    if (node == null) {
      return TreeDef.NULL;
    }
    NodeType type;
    Object view;
    Object data;
    try {
      type = NodeTypes.of(node);
      if (type == AtomType.LEAF) {
        return leaf(node);
      }
      view = type.view(node);
      data = type.data(view);
    } catch (TreeException e) {
      throw e.at(Trail.path(outer));
    }
    Trail trail = new Trail(outer, type, data);
    if (trail.depth > MAX_DEPTH) {
      throw tooDeep(trail);
    }
    TreeDef[] children = new TreeDef[type.size(view)];
    for (int i = 0; i < children.length; i++) {
      trail.index = i;
      children[i] = visit(type.child(view, data, i), trail);
    }
    return new TreeDef(type, data, children);
  }

  private TreeDef leaf(@Nullable Object node) {
    if (count == leaves.length) {
      leaves = Arrays.copyOf(leaves, 2 * count);
    }
    leaves[count++] = node;
    return TreeDef.LEAF;
  }

  private static TreeException tooDeep(Trail trail) {
    Path path = Trail.path(trail);
    Path start = new Path(path.entries().subList(0, Math.min(STEPS_SHOWN, path.entries().size())));
    return new TreeException(
        "the tree is nested more than %d deep, at %s/...; does a container hold itself?"
            .formatted(MAX_DEPTH, start));
  }

  /**
   * Copies the leaves of a tree of known structure, allocating nothing of its own.
   *
   * @return the position after the last leaf, or -1 if the structure is another
   */
  static int fill(@Nullable Object node, TreeDef expected, @Nullable Object[] out, int at) {
    NodeType wanted = expected.type();
    if (wanted == AtomType.LEAF && node instanceof Leaf) {
      out[at] = node;
      return at + 1;
    }
    if (node == null) {
      return wanted == AtomType.NULL ? at : -1;
    }
    if (node == expected.only()) {
      return at;
    }
    NodeType type = wanted.isOf(node.getClass()) ? wanted : NodeTypes.of(node);
    if (type != wanted) {
      return -1;
    }
    if (type == AtomType.LEAF) {
      out[at] = node;
      return at + 1;
    }
    return type.fill(node, expected, out, at);
  }
}
