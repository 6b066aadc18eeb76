package dev.covector.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A {@link List}, rebuilt as an unmodifiable one that may hold {@code null}. */
final class ListType extends NodeType {
  static final ListType INSTANCE = new ListType();

  private ListType() {}

  @Override
  Object view(Object node) {
    return node instanceof RandomAccess ? node : Arrays.asList(((List<?>) node).toArray());
  }

  @Override
  boolean isUnmodifiable() {
    return true;
  }

  @Override
  int size(Object view) {
    return ((List<?>) view).size();
  }

  @Override
  @Nullable Object child(Object view, @Nullable Object data, int index) {
    return ((List<?>) view).get(index);
  }

  @Override
  Object rebuild(@Nullable Object data, @Nullable Object[] children) {
    return Collections.unmodifiableList(Arrays.asList(children));
  }

  @Override
  String describe(TreeDef node) {
    return "a List of " + node.size();
  }

  @Override
  void print(TreeDef node, StringBuilder out) {
    out.append('[');
    printChildren(node, "", out);
    out.append(']');
  }
}
