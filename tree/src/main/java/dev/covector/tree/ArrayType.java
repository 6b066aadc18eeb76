package dev.covector.tree;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** An array of references, rebuilt with the same component type. */
final class ArrayType extends NodeType {
  private final Class<?> component;

  ArrayType(Class<?> component) {
    this.component = component;
  }

  @Override
  int size(Object view) {
    return ((Object[]) view).length;
  }

  @Override
  @Nullable Object child(Object view, @Nullable Object data, int index) {
    return ((Object[]) view)[index];
  }

  @Override
  Object rebuild(@Nullable Object data, @Nullable Object[] children) {
    Object[] array = (Object[]) Array.newInstance(component, children.length);
    for (int i = 0; i < children.length; i++) {
      Object child = children[i];
      if (child != null && !component.isInstance(child)) {
        throw new TreeException(
            ("cannot rebuild %s[]: element %d would be %s; use a List where the type of leaves"
                    + " changes")
                .formatted(name(component), i, withArticle(name(child.getClass()))));
      }
      array[i] = child;
    }
    return array;
  }

  @Override
  String describe(TreeDef node) {
    return withArticle(name(component)) + "[] of " + node.size();
  }

  @Override
  void print(TreeDef node, StringBuilder out) {
    out.append(name(component)).append("[]{");
    printChildren(node, "", out);
    out.append('}');
  }
}
