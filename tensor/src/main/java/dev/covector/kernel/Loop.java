package dev.covector.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * A fused loop: an {@link Expression} evaluated at each point of an iteration space.
 *
 * <p>The last {@code rowRank} dimensions form the row that {@link Expression.RowReduce} nodes
 * combine over. A store of a per-row node has strides 0 on the row's dimensions and is written once
 * per row. So an elementwise kernel has no RowReduce, a reduction stores a per-row node, and
 * softmax is two RowReduce nodes and an elementwise store in one kernel. Dimensions are in any
 * order that lowering likes: a reduction over leading axes has them last, with large strides, and
 * backends pick their traversal from the strides.
 *
 * @param extents the sizes of the iteration space
 * @param rowRank how many of the last dimensions form the row; 0 when there is no RowReduce
 * @param accesses what the expression's loads read; one stride per dimension
 * @param body the expression
 * @param stores what is written where; no two points write the same element, and a target aliases
 *     an operand only with the same access (in-place)
 */
public record Loop(
    long[] extents, int rowRank, List<Access> accesses, Expression body, List<Store> stores)
    implements Kernel {
  /** Copies the lists. */
  public Loop {
    accesses = List.copyOf(accesses);
    stores = List.copyOf(stores);
  }

  /**
   * A write.
   *
   * @param node the position of the node in the body; its dtype is the target's
   */
  public record Store(Access target, int node) {}

  @Override
  public boolean equals(Object other) {
    return other instanceof Loop l
        && rowRank == l.rowRank
        && Arrays.equals(extents, l.extents)
        && accesses.equals(l.accesses)
        && body.equals(l.body)
        && stores.equals(l.stores);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(extents) + body.hashCode();
  }

  @Override
  public String toString() {
    return "Loop"
        + Arrays.toString(extents)
        + " row "
        + rowRank
        + " "
        + accesses
        + " "
        + body.nodes()
        + " -> "
        + stores;
  }
}
