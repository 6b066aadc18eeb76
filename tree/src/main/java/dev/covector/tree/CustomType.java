package dev.covector.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A container type that the user has registered. */
final class CustomType<T> extends NodeType {
  private final Class<T> type;
  private final ContainerType<T> container;

  CustomType(Class<T> type, ContainerType<T> container) {
    this.type = type;
    this.container = container;
  }

  /** What a user's functions say of one node; read once per visit. */
  private record Contents(Data data, List<?> children) {}

  /** What two nodes of the same structure have in common. */
  private record Data(@Nullable Object staticData, List<String> names) {}

  Class<T> type() {
    return type;
  }

  @Override
  Object view(Object node) {
    T typed = type.cast(node);
    List<?> children = container.children(typed);
    List<String> names = container.names(typed);
    if (children == null || names == null) {
      throw new TreeException(
          "the registration of %s gave null for its %s; give an empty List"
              .formatted(name(type), children == null ? "children" : "names"));
    }
    if (!names.isEmpty() && names.size() != children.size()) {
      throw new TreeException(
          "the registration of %s gave %d names for %d children"
              .formatted(name(type), names.size(), children.size()));
    }
    return new Contents(new Data(container.staticData(typed), List.copyOf(names)), children);
  }

  @Override
  Object data(Object view) {
    return ((Contents) view).data;
  }

  @Override
  int size(Object view) {
    return ((Contents) view).children.size();
  }

  @Override
  @Nullable Object child(Object view, @Nullable Object data, int index) {
    return ((Contents) view).children.get(index);
  }

  @Override
  boolean matches(Object view, TreeDef expected) {
    return super.matches(view, expected) && ((Contents) view).data.equals(expected.data());
  }

  @Override
  Object rebuild(@Nullable Object data, @Nullable Object[] children) {
    List<?> list = Collections.unmodifiableList(Arrays.asList(children));
    Object rebuilt = container.rebuild(cast(data).staticData, list);
    if (!type.isInstance(rebuilt)) {
      throw new TreeException(
          "the registration of %s rebuilt %s"
              .formatted(
                  name(type), rebuilt == null ? "null" : withArticle(name(rebuilt.getClass()))));
    }
    return rebuilt;
  }

  @Override
  Path.Entry entry(@Nullable Object data, int index) {
    List<String> names = cast(data).names;
    return names.isEmpty() ? new Path.Index(index) : new Path.Component(names.get(index));
  }

  @Override
  String describe(TreeDef node) {
    Data data = cast(node.data());
    return withArticle(name(type))
        + (data.names.isEmpty() ? " of " + node.size() : " of " + data.names)
        + (data.staticData == null ? "" : " with static data " + data.staticData);
  }

  @Override
  String describeFully(TreeDef node) {
    return type.getName();
  }

  @Override
  void print(TreeDef node, StringBuilder out) {
    Data data = cast(node.data());
    out.append(type.getSimpleName());
    if (data.staticData != null) {
      out.append('<').append(data.staticData).append('>');
    }
    out.append('(');
    printChildren(node, data.names.isEmpty() ? "" : "=", out);
    out.append(')');
  }

  private static Data cast(@Nullable Object data) {
    return (Data) Objects.requireNonNull(data);
  }
}
