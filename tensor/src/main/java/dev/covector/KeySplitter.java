package dev.covector;

import java.util.List;

/**
 * Makes new keys of one. The module of random numbers has the implementation, found by {@link
 * java.util.ServiceLoader}; {@link Tensor#split(int)} of a key asks it.
 */
@FunctionalInterface
public interface KeySplitter {
  /**
   * New keys, independent of each other and of the key they come from.
   *
   * @param key key[]
   * @param count how many
   */
  List<Tensor> split(Tensor key, int count);
}
