package dev.covector.tree;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Operations on trees: nested records, lists, maps, arrays, optionals and registered containers
 * over leaves. The package documentation says what is a container and shows the whole library.
 */
public final class Tree {
  private Tree() {}

  /**
   * A tree taken apart.
   *
   * @param leaves the leaves in the order in which they are visited; unmodifiable, {@code null}
   *     only where a predicate made it a leaf
   * @param structure what is left of the tree without them
   */
  public record Flattened(List<Object> leaves, TreeDef structure) {
    /** A tree taken apart. */
    public Flattened {
      leaves = Collections.unmodifiableList(leaves);
    }
  }

  /**
   * Takes a tree apart.
   *
   * @throws TreeException for an unregistered container, a record of a closed package, a map whose
   *     keys cannot be sorted, or a container that holds itself
   */
  public static Flattened flatten(@Nullable Object tree) {
    return flatten(new Flattener(null), tree);
  }

  /**
   * Takes a tree apart, and looks into nothing that {@code isLeaf} accepts. The predicate is asked
   * about every node, {@code null} and the root included.
   *
   * @throws TreeException as {@link #flatten(Object)}
   */
  public static Flattened flatten(
      @Nullable Object tree, Predicate<? super @Nullable Object> isLeaf) {
    return flatten(new Flattener(isLeaf), tree);
  }

  private static Flattened flatten(Flattener flattener, @Nullable Object tree) {
    TreeDef structure = flattener.visit(tree, null);
    return new Flattened(Arrays.asList(flattener.leaves()), structure);
  }

  /**
   * Copies the leaves of a tree to {@code out}, from {@code offset}, if the tree has the expected
   * structure. Neither the check nor the copy allocates (but for boxing primitive components), so
   * this is the way to flatten trees of one structure again and again.
   *
   * @return false if the structure is another, with part of {@code out} overwritten; {@link
   *     #requireSameStructure} says how it differs
   * @throws IndexOutOfBoundsException if the leaves do not fit
   * @throws TreeException as {@link #flatten(Object)}
   */
  public static boolean flattenInto(
      @Nullable Object tree, TreeDef expected, @Nullable Object[] out, int offset) {
    Objects.checkFromIndexSize(offset, expected.leafCount(), out.length);
    try {
      return Flattener.fill(tree, expected, out, offset) >= 0;
    } catch (TreeException e) {
      flatten(tree); // fails in the same way, and knows the place
      throw e;
    }
  }

  /** The leaves of a tree, in the order in which they are visited; unmodifiable. */
  public static List<Object> leaves(@Nullable Object tree) {
    return flatten(tree).leaves();
  }

  /** The structure of a tree. */
  public static TreeDef structure(@Nullable Object tree) {
    return flatten(tree).structure();
  }

  /**
   * The subtrees of a tree at the leaves of a structure that may stop earlier than the tree does.
   *
   * @throws TreeMismatchException if the structure is not that of the tree's upper part
   */
  public static List<Object> flattenUpTo(TreeDef structure, @Nullable Object tree) {
    List<Object> subtrees = new ArrayList<>(structure.leafCount());
    new Prefix("Tree.flattenUpTo", node -> false, subtrees).flattenUpTo(tree, structure, null);
    return Collections.unmodifiableList(subtrees);
  }

  /**
   * Puts a tree together. Lists and maps are unmodifiable; records are made by their constructors,
   * whose exceptions pass through.
   *
   * @param leaves as many as the structure has; a leaf may itself be a tree, or {@code null}
   * @throws TreeException for a wrong number of leaves, or a leaf that does not fit the declared
   *     type of its place
   */
  public static <T> T unflatten(TreeDef structure, List<?> leaves) {
    return Unflattener.unflatten(structure, leaves.toArray());
  }

  /** As {@link #unflatten(TreeDef, List)}; the array is not kept. */
  public static <T> T unflatten(TreeDef structure, @Nullable Object[] leaves) {
    return Unflattener.unflatten(structure, leaves);
  }

  /**
   * The tree with {@code f} of each leaf in its place.
   *
   * @throws TreeException as {@link #flatten(Object)} and {@link #unflatten}
   */
  public static <L, T extends @Nullable Object> T map(
      Function<? super L, ? extends @Nullable Object> f, T tree) {
    return mapLeaves((leaves, i) -> f.apply(Tree.<L>cast(leaves[0][i])), tree);
  }

  /**
   * The tree with {@code f} of each leaf and its partner in another tree in its place.
   *
   * @throws TreeMismatchException if the trees differ in structure
   */
  public static <A, B, T extends @Nullable Object> T map(
      BiFunction<? super A, ? super B, ? extends @Nullable Object> f,
      T tree,
      @Nullable Object other) {
    return mapLeaves(
        (leaves, i) -> f.apply(Tree.<A>cast(leaves[0][i]), Tree.<B>cast(leaves[1][i])),
        tree,
        other);
  }

  /**
   * The tree with {@code f} of each leaf and its partners in two other trees in its place.
   *
   * @throws TreeMismatchException if the trees differ in structure
   */
  public static <A, B, C, T extends @Nullable Object> T map(
      TriFunction<? super A, ? super B, ? super C, ? extends @Nullable Object> f,
      T tree,
      @Nullable Object second,
      @Nullable Object third) {
    return mapLeaves(
        (leaves, i) ->
            f.apply(
                Tree.<A>cast(leaves[0][i]), Tree.<B>cast(leaves[1][i]), Tree.<C>cast(leaves[2][i])),
        tree,
        second,
        third);
  }

  /**
   * The tree with {@code f} of the list of each leaf and its partners in any number of other trees
   * in its place.
   *
   * @throws TreeMismatchException if the trees differ in structure
   */
  public static <L, T extends @Nullable Object> T map(
      Function<? super List<L>, ? extends @Nullable Object> f, T tree, List<?> others) {
    return mapLeaves(
        (leaves, i) -> f.apply(Stream.of(leaves).map(column -> Tree.<L>cast(column[i])).toList()),
        tree,
        others.toArray());
  }

  /** The tree with {@code f} of the path of each leaf and the leaf in its place. */
  public static <L, T extends @Nullable Object> T mapWithPath(
      BiFunction<? super Path, ? super L, ? extends @Nullable Object> f, T tree) {
    List<Path> paths = structure(tree).paths();
    return mapLeaves((leaves, i) -> f.apply(paths.get(i), Tree.<L>cast(leaves[0][i])), tree);
  }

  /**
   * The tree with {@code f} of the path of each leaf, the leaf, and its partner in another tree in
   * its place.
   *
   * @throws TreeMismatchException if the trees differ in structure
   */
  public static <A, B, T extends @Nullable Object> T mapWithPath(
      TriFunction<? super Path, ? super A, ? super B, ? extends @Nullable Object> f,
      T tree,
      @Nullable Object other) {
    List<Path> paths = structure(tree).paths();
    return mapLeaves(
        (leaves, i) ->
            f.apply(paths.get(i), Tree.<A>cast(leaves[0][i]), Tree.<B>cast(leaves[1][i])),
        tree,
        other);
  }

  /** The leaves combined from left to right: {@code f(f(initial, leaf 0), leaf 1)} and so on. */
  public static <L> L reduce(BinaryOperator<L> f, @Nullable Object tree, L initial) {
    L result = initial;
    for (Object leaf : leaves(tree)) {
      result = f.apply(result, Tree.<L>cast(leaf));
    }
    return result;
  }

  /**
   * The leaves of a prefix, each repeated once per leaf of the tree below it. {@code null} in the
   * prefix is an empty subtree and stands for {@code null} in the tree only.
   *
   * @throws TreeMismatchException if the prefix is not one of the tree
   */
  public static List<Object> broadcastPrefix(@Nullable Object prefix, @Nullable Object tree) {
    return broadcastPrefix(prefix, structure(tree), node -> false);
  }

  /**
   * The leaves of a prefix of a tree of the given structure, each repeated once per leaf below it.
   *
   * @param isLeaf what else is a leaf of the prefix; {@code Objects::isNull} where {@code null} has
   *     a meaning, as in the axes of a vectorized map
   * @return one value per leaf of the structure; unmodifiable
   * @throws TreeMismatchException if the prefix is not one of the structure
   */
  public static List<Object> broadcastPrefix(
      @Nullable Object prefix, TreeDef structure, Predicate<? super @Nullable Object> isLeaf) {
    List<Object> out = new ArrayList<>(structure.leafCount());
    new Prefix("Tree.broadcastPrefix", isLeaf, out).broadcast(prefix, structure, null);
    return Collections.unmodifiableList(out);
  }

  /**
   * Checks that two structures are equal.
   *
   * @param what what is being done, and to which tree; the message begins with it
   * @throws TreeMismatchException naming the first path that differs, and what is there on both
   *     sides
   */
  public static void requireSameStructure(String what, TreeDef expected, TreeDef actual) {
    Difference.require(what, Path.ROOT, expected, actual);
  }

  /**
   * Makes a record (or Kotlin data class) of a named module a container, where the module does not
   * open the record's package. Call it once, from that module, before the first use.
   *
   * @param lookup {@code MethodHandles.lookup()} of code in the record's module
   * @throws TreeException if the class is already registered, is no record or data class, or is out
   *     of the lookup's reach
   */
  public static <T> void register(MethodHandles.Lookup lookup, Class<T> recordClass) {
    NodeTypes.register(recordClass, Products.require(lookup, recordClass));
  }

  /**
   * Makes a type a container. Call it once, before the first use. A class is registered for its own
   * instances only; an interface or abstract class for all classes below it.
   *
   * @param children the children of a node, in a defined order
   * @param rebuild a node from new children
   * @throws TreeException if the type is already registered
   */
  public static <T> void register(
      Class<T> type,
      Function<? super T, ? extends List<?>> children,
      Function<? super List<?>, ? extends T> rebuild) {
    register(
        type,
        new ContainerType<T>() {
          @Override
          public List<?> children(T node) {
            return children.apply(node);
          }

          @Override
          public T rebuild(@Nullable Object staticData, List<?> newChildren) {
            return rebuild.apply(newChildren);
          }
        });
  }

  /**
   * Makes a type with static data or named children a container; otherwise as {@link
   * #register(Class, Function, Function)}.
   *
   * @throws TreeException if the type is already registered
   */
  public static <T> void register(Class<T> type, ContainerType<T> container) {
    NodeTypes.register(type, new CustomType<>(type, container));
  }

  /** What takes the place of one leaf, given the leaves of all trees. */
  private interface LeafFunction {
    @Nullable Object apply(@Nullable Object[][] leaves, int index);
  }

  private static <T extends @Nullable Object> T mapLeaves(
      LeafFunction f, T tree, @Nullable Object... others) {
    Flattener flattener = new Flattener(null);
    TreeDef structure = flattener.visit(tree, null);
    @Nullable Object[][] leaves = new Object[1 + others.length][];
    leaves[0] = flattener.leaves();
    for (int i = 0; i < others.length; i++) {
      leaves[i + 1] = partners(others[i], structure, i + 2);
    }
    @Nullable Object[] mapped = new Object[structure.leafCount()];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = f.apply(leaves, i);
    }
    return Unflattener.unflatten(structure, mapped);
  }

  private static @Nullable Object[] partners(
      @Nullable Object other, TreeDef structure, int position) {
    @Nullable Object[] leaves = new Object[structure.leafCount()];
    if (flattenInto(other, structure, leaves, 0)) {
      return leaves;
    }
    Flattened flattened = flatten(other);
    requireSameStructure("Tree.map, tree " + position, structure, flattened.structure());
    return flattened.leaves().toArray();
  }

  @SuppressWarnings("unchecked") // the caller says what its leaves are
  private static <L> L cast(@Nullable Object leaf) {
    return (L) leaf;
  }
}
