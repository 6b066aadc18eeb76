package dev.covector.tree;

import org.jspecify.annotations.Nullable;

/** The two nodes that are never looked into: a leaf, and {@code null}, the empty tree. */
final class AtomType extends NodeType {
  static final AtomType LEAF = new AtomType("a leaf", "*");
  static final AtomType NULL = new AtomType("null", "null");

  private final String description;
  private final String printed;

  private AtomType(String description, String printed) {
    this.description = description;
    this.printed = printed;
  }

  @Override
  int size(Object view) {
    return 0;
  }

  @Override
  Object child(Object view, @Nullable Object data, int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  @Nullable Object rebuild(@Nullable Object data, @Nullable Object[] children) {
    return null;
  }

  @Override
  String describe(TreeDef node) {
    return description;
  }

  @Override
  void print(TreeDef node, StringBuilder out) {
    out.append(printed);
  }
}
