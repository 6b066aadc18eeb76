package dev.covector.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a tree: its containers without its leaves. Immutable; equality compares
 * container types, sizes, map keys and static data, and costs little where hash codes differ.
 */
public final class TreeDef {
  static final TreeDef LEAF = new TreeDef(AtomType.LEAF, null);
  static final TreeDef NULL = new TreeDef(AtomType.NULL, null);

  /** What a node of a tree is. */
  public enum Kind {
    LEAF,
    NULL,
    LIST,
    MAP,
    /** An array of references. */
    ARRAY,
    OPTIONAL,
    /** A record or a Kotlin data class. */
    PRODUCT,
    /** A type given to {@link Tree#register(Class, ContainerType)}. */
    CUSTOM
  }

  private final NodeType type;
  private final @Nullable Object data;
  private final TreeDef[] children;
  private final int leafCount;
  private final int hash;

  /**
   * Whether trees of this structure cannot be told apart but by identity: no leaf is in them, and
   * nothing that could be changed.
   */
  private final boolean constant;

  /**
   * The one tree that is put together in the place of all, once there is one. Threads may make two
   * of them: all their fields are final, so that either is seen whole.
   */
  private @Nullable Object only;

  TreeDef(NodeType type, @Nullable Object data, TreeDef... children) {
    this.type = type;
    this.data = data;
    this.children = children;
    int leaves = type == AtomType.LEAF ? 1 : 0;
    int combined = 31 * type.hashCode() + Objects.hashCode(data);
    boolean fixed = type.isUnmodifiable();
    for (TreeDef child : children) {
      leaves += child.leafCount;
      combined = 31 * combined + child.hash;
      fixed &= child.constant || child.type == AtomType.NULL;
    }
    this.leafCount = leaves;
    this.hash = combined;
    this.constant = fixed;
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

  /** What the root of a tree of this structure is. */
  public Kind kind() {
    return switch (type) {
      case AtomType atom -> atom == AtomType.LEAF ? Kind.LEAF : Kind.NULL;
      case ListType list -> Kind.LIST;
      case MapType map -> Kind.MAP;
      case ArrayType array -> Kind.ARRAY;
      case OptionalType optional -> Kind.OPTIONAL;
      case ProductType product -> Kind.PRODUCT;
      case CustomType<?> custom -> Kind.CUSTOM;
    };
  }

  /** The class of the root where structures of one kind differ in it: of a product or custom. */
  public Optional<Class<?>> rootClass() {
    return switch (type) {
      case ProductType product -> Optional.of(product.type());
      case CustomType<?> custom -> Optional.of(custom.type());
      case AtomType atom -> Optional.empty();
      case ListType list -> Optional.empty();
      case MapType map -> Optional.empty();
      case ArrayType array -> Optional.empty();
      case OptionalType optional -> Optional.empty();
    };
  }

  /**
   * The step from the root to each child, in the order of {@link #children}; empty for an optional,
   * whose content has its path.
   */
  public List<Path.Entry> entries() {
    List<Path.Entry> entries = new ArrayList<>(children.length);
    for (int i = 0; i < children.length; i++) {
      Path.Entry entry = type.entry(data, i);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return List.copyOf(entries);
  }

  /**
   * This structure, with those parts of another that equal parts of it in their place. A function
   * that is called with its own results finds them faster to be of the structure it expects.
   */
  public TreeDef sharing(TreeDef other) {
    Map<TreeDef, TreeDef> parts = new HashMap<>();
    other.collectContainers(parts);
    return replaced(parts);
  }

  private void collectContainers(Map<TreeDef, TreeDef> parts) {
    if (children.length > 0 || constant) {
      parts.putIfAbsent(this, this);
      for (TreeDef child : children) {
        child.collectContainers(parts);
      }
    }
  }

  private TreeDef replaced(Map<TreeDef, TreeDef> parts) {
    TreeDef known = parts.get(this);
    if (known != null || children.length == 0) {
      return known == null ? this : known;
    }
    TreeDef[] shared = new TreeDef[children.length];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = children[i].replaced(parts);
    }
    return new TreeDef(type, data, shared);
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

  /** Whether there is no need for a second tree of this structure. */
  boolean isConstant() {
    return constant;
  }

  /** The tree that stands for all of this structure; null before there is one. */
  @Nullable Object only() {
    return only;
  }

  /** Makes a tree the one that stands for all of this structure. */
  void keep(Object tree) {
    only = tree;
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
