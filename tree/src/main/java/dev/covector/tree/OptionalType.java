package dev.covector.tree;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Optional}: no child or one. */
final class OptionalType extends NodeType {
  static final OptionalType INSTANCE = new OptionalType();

  private OptionalType() {}

  @Override
  boolean isUnmodifiable() {
    return true;
  }

  @Override
  int size(Object view) {
    return ((Optional<?>) view).isPresent() ? 1 : 0;
  }

  @Override
  Object child(Object view, @Nullable Object data, int index) {
    return ((Optional<?>) view).orElseThrow();
  }

  @Override
  Object rebuild(@Nullable Object data, @Nullable Object[] children) {
    if (children.length == 0) {
      return Optional.empty();
    }
    Object child = children[0];
    if (child == null) {
      throw new TreeException("cannot rebuild an Optional: its content would be null");
    }
    return Optional.of(child);
  }

  @Override
  Path.@Nullable Entry entry(@Nullable Object data, int index) {
    return null;
  }

  @Override
  String describe(TreeDef node) {
    return node.size() == 0 ? "an empty Optional" : "an Optional with a value";
  }

  @Override
  void print(TreeDef node, StringBuilder out) {
    out.append("Optional(");
    printChildren(node, "", out);
    out.append(')');
  }
}
