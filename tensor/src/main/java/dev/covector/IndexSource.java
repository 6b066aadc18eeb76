package dev.covector;

import java.util.Optional;

/**
 * Makes an {@link Index} of a type that this module does not know, such as a range of another
 * language. Implementations are found by {@link java.util.ServiceLoader}; {@link Tensor#get} asks
 * them for what it takes for no index itself.
 */
@FunctionalInterface
public interface IndexSource {
  /**
   * The index that an object stands for, or nothing when it is not of a type of this source.
   *
   * @throws ShapeException when it is, but stands for no index
   */
  Optional<Index> index(Object object);
}
