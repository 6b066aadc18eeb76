package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;

/**
 * Which tensors of a tree something is done to.
 *
 * <pre>{@code
 * Mask matrices = (path, p) -> p.rank() > 1;
 * Mask encoder = (path, p) -> path.toString().startsWith("encoder/");
 * Mask listed = Mask.of(Map.of("encoder", true, "head", false)); // a prefix of the parameters
 * }</pre>
 */
@FunctionalInterface
public interface Mask {
  /**
   * Whether a tensor is one of them.
   *
   * @param path where it is
   * @param leaf the tensor; only its type may be asked for, since it may be traced
   */
  boolean includes(Path path, Tensor leaf);

  /** All tensors. */
  static Mask all() {
    return (path, leaf) -> true;
  }

  /**
   * As a tree of booleans says: one like the parameters, or a prefix of it.
   *
   * @throws OptimException when it is asked for a place that the tree has not
   */
  static Mask of(Object booleans) {
    return new ByPath<>("mask", booleans, Boolean.class)::at;
  }
}
