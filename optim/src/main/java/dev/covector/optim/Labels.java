package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Path;

/**
 * The group that each tensor of a tree belongs to.
 *
 * <pre>{@code
 * Labels byRank = (path, p) -> p.rank() > 1 ? "matrix" : "rest";
 * Labels listed = Labels.of(Map.of("encoder", "frozen", "head", "trained"));
 * }</pre>
 */
@FunctionalInterface
public interface Labels {
  /**
   * The name of the group of a tensor.
   *
   * @param path where it is
   * @param leaf the tensor; only its type may be asked for, since it may be traced
   */
  String of(Path path, Tensor leaf);

  /**
   * As a tree of strings says: one like the parameters, or a prefix of it.
   *
   * @throws OptimException when it is asked for a place that the tree has not
   */
  static Labels of(Object strings) {
    return new ByPath<>("labels", strings, String.class)::at;
  }
}
