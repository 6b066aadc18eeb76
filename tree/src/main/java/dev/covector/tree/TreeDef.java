package dev.covector.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a tree: its containers without its leaves. Immutable; equality compares
 * container types, sizes, map keys and static data, and costs little where hash codes differ.
 */
public final class TreeDef {
  static final TreeDef LEAF = new TreeDef(AtomType.LEAF, null);
  static final TreeDef NULL = new TreeDef(AtomType.NULL, null);

  private final NodeType type;
  private final @Nullable Object data;
  private final TreeDef[] children;
  private final int leafCount;
  private final int hash;

  TreeDef(NodeType type, @Nullable Object data, TreeDef... children) {
    this.type = type;
    this.data = data;
    this.children = children;
    int leaves = type == AtomType.LEAF ? 1 : 0;
    int combined = 31 * type.hashCode() + Objects.hashCode(data);
    for (TreeDef child : children) {
      leaves += child.leafCount;
      combined = 31 * combined + child.hash;
    }
    this.leafCount = leaves;
    this.hash = combined;
  }

  /** The structure of a tree that is one leaf. */
  public static TreeDef leaf() {
    return LEAF;
  }

  /** The number of leaves a tree of this structure has. */
  public int leafCount() {
    return leafCount;
  }

  /** Whether a tree of this structure is one leaf. */
  public boolean isLeaf() {
    return type == AtomType.LEAF;
  }

  /** The structures of the children, in the order in which their leaves are visited. */
  public List<TreeDef> children() {
    return List.of(children);
  }

  /** The path of every leaf, in order. */
  public List<Path> paths() {
    List<Path> paths = new ArrayList<>(leafCount);
    collectPaths(Path.ROOT, paths);
    return List.copyOf(paths);
  }

  private void collectPaths(Path here, List<Path> paths) {
    if (isLeaf()) {
      paths.add(here);
    }
    for (int i = 0; i < children.length; i++) {
      children[i].collectPaths(step(here, i), paths);
    }
  }

  /** The path of a child, given the path of this node. */
  Path step(Path here, int index) {
    Path.Entry entry = type.entry(data, index);
    return entry == null ? here : here.resolve(entry);
  }

  NodeType type() {
    return type;
  }

  @Nullable Object data() {
    return data;
  }

  int size() {
    return children.length;
  }

  TreeDef child(int index) {
    return children[index];
  }

  /** Whether this node has the type, data and number of children of another. */
  boolean sameNode(TreeDef other) {
    return type == other.type
        && children.length == other.children.length
        && Objects.equals(data, other.data);
  }

  String describe() {
    return type.describe(this);
  }

  void print(StringBuilder out) {
    type.print(this, out);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof TreeDef that
            && hash == that.hash
            && sameNode(that)
            && Arrays.equals(children, that.children);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The structure with {@code *} for leaves, such as <code>{b: *, w: [*, *]}</code>. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    print(out);
    return out.toString();
  }
}
