package dev.covector.checkpoint;

import dev.covector.TensorType;
import dev.covector.tree.TreeDef;
import java.util.List;

/** A node of a stored tree: its containers, and what its leaves are, without their data. */
sealed interface StoredNode {

  /**
   * A container, or null, which has no children.
   *
   * @param kind which; no leaf
   * @param className of a record or registered type, for people: it is never loaded
   * @param keys the steps to the children as text; empty for an optional
   * @param keyType the Java type of a map's keys
   */
  record Container(
      TreeDef.Kind kind,
      String className,
      KeyType keyType,
      List<String> keys,
      List<StoredNode> children)
      implements StoredNode {
    public Container {
      keys = List.copyOf(keys);
      children = List.copyOf(children);
    }
  }

  /**
   * A tensor.
   *
   * @param type its type; weak ones stay weak
   * @param data its name in the file of tensors
   */
  record TensorLeaf(TensorType type, String data) implements StoredNode {}

  /**
   * An array of numbers or booleans.
   *
   * @param type of its elements
   * @param length how many
   * @param data its name in the file of tensors
   */
  record ArrayLeaf(Primitive type, int length, String data) implements StoredNode {}

  /**
   * A number, text, truth value, or constant of an enum.
   *
   * @param value which; an {@link EnumName} for a constant
   */
  record ValueLeaf(Object value) implements StoredNode {}

  /** Code, which is not stored. */
  record FunctionLeaf() implements StoredNode {}
}
