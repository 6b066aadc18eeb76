package dev.covector.tree;

import org.jspecify.annotations.Nullable;

/**
 * One kind of node: how its children are read, and how it is rebuilt from new ones.
 *
 * <p>A node is read through a <em>view</em>, made once per visit, so that a type whose children are
 * computed computes them once; for most types the view is the node. What two nodes of the same type
 * have to agree on besides the number of children is their <em>data</em> (the keys of a map).
 * Instances are compared by identity: there is one per type.
 */
abstract sealed class NodeType
    permits AtomType, ListType, MapType, ArrayType, OptionalType, ProductType, CustomType {

  Object view(Object node) {
    return node;
  }

  @Nullable Object data(Object view) {
    return null;
  }

  /** Whether a tree of this type can be changed by nobody, but for what its children are. */
  boolean isUnmodifiable() {
    return false;
  }

  /** Whether nodes of a class are known to be of this type without looking the class up. */
  boolean isOf(Class<?> node) {
    return false;
  }

  abstract int size(Object view);

  abstract @Nullable Object child(Object view, @Nullable Object data, int index);

  /** Whether a node has the data and the number of children of {@code expected}. */
  boolean matches(Object view, TreeDef expected) {
    return size(view) == expected.size();
  }

  /** Copies the leaves below a node of known structure, as {@link Flattener#fill}. */
  int fill(Object node, TreeDef expected, @Nullable Object[] out, int at) {
    Object view = view(node);
    if (!matches(view, expected)) {
      return -1;
    }
    Object data = expected.data();
    int size = expected.size();
    int next = at;
    for (int i = 0; i < size && next >= 0; i++) {
      next = Flattener.fill(child(view, data, i), expected.child(i), out, next);
    }
    return next;
  }

  abstract @Nullable Object rebuild(@Nullable Object data, @Nullable Object[] children);

  /** As {@link #rebuild(Object, Object[])} of two children. */
  @Nullable Object rebuild(@Nullable Object data, @Nullable Object first, @Nullable Object second) {
    return rebuild(data, new @Nullable Object[] {first, second});
  }

  /** The step to a child in a path, or {@code null} if it adds none. */
  Path.@Nullable Entry entry(@Nullable Object data, int index) {
    return new Path.Index(index);
  }

  /** A node in an error message, with its article: {@code a List of 3}. */
  abstract String describe(TreeDef node);

  /** A node in an error message where another class has the same simple name. */
  String describeFully(TreeDef node) {
    return describe(node);
  }

  /** What tells apart two nodes of this type with different data, to follow both descriptions. */
  String difference(TreeDef expected, TreeDef actual) {
    return "";
  }

  /** Appends the node as {@link TreeDef#toString} shows it. */
  abstract void print(TreeDef node, StringBuilder out);

  /** Appends children separated by commas, each after its label where there is one. */
  static void printChildren(TreeDef node, String separator, StringBuilder out) {
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      if (!separator.isEmpty()) {
        out.append(node.type().entry(node.data(), i)).append(separator);
      }
      node.child(i).print(out);
    }
  }

  /** A class in an error message: {@code Linear}, {@code Integer[]}. */
  static String name(Class<?> type) {
    return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
  }

  /** A noun after its indefinite article. */
  static String withArticle(String noun) {
    return ("AEIOUaeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }
}
