package dev.covector.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a container type of the user's is taken apart and put together; given to {@link
 * Tree#register(Class, ContainerType)}.
 *
 * <p>For every {@code node}, {@code rebuild(staticData(node), children(node))} must be equivalent
 * to {@code node}.
 *
 * @param <T> the container type
 */
public interface ContainerType<T> {
  /** The children of a node, in a defined order; {@code null} elements are empty subtrees. */
  List<?> children(T node);

  /**
   * The rest of the node: what is not a child and has to be equal in two nodes of the same
   * structure. Compared by {@code equals}; {@code null}, the default, when there is nothing else.
   */
  default @Nullable Object staticData(T node) {
    return null;
  }

  /**
   * The names of the children in paths, as many as there are children; empty, the default, to
   * number them.
   */
  default List<String> names(T node) {
    return List.of();
  }

  /** A node with the given static data and new children, in the order of {@link #children}. */
  T rebuild(@Nullable Object staticData, List<?> children);
}
