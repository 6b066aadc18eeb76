package dev.covector.op;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** For each element the product of all others along axes, exact where elements are zero. */
final class ProductOfOthers {
  private ProductOfOthers() {}

  /**
   * The products before and after each element, by doubling: log2(n) multiplications of the whole.
   *
   * @param axes the axes of the product
   * @return of x's type
   */
  static Tensor of(Tensor x, List<Integer> axes) {
    int rank = x.shape().rank();
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, rank).filter(a -> !axes.contains(a)).boxed().toList());
    order.addAll(axes);
    Tensor moved = Lax.transpose(x, order);
    int kept = rank - axes.size();
    int count = 1;
    for (int axis : axes) {
      count *= x.shape().dim(axis);
    }
    int[] sizes = Arrays.copyOf(moved.shape().toArray(), kept + 1);
    sizes[kept] = count;
    Tensor rows = Lax.reshape(moved, Shape.of(sizes));
    Tensor others = Lax.mul(exclusive(rows, kept, 1), exclusive(rows, kept, -1));
    return Lax.transpose(Lax.reshape(others, moved.shape()), new Transpose(order).inverse());
  }

  /** The product of all elements before (step 1) or after (step -1) each along an axis. */
  private static Tensor exclusive(Tensor x, int axis, int step) {
    Tensor product = shift(x, axis, step);
    for (int distance = 1; distance < x.shape().dim(axis); distance *= 2) {
      product = Lax.mul(product, shift(product, axis, step * distance));
    }
    return product;
  }

  private static Tensor shift(Tensor x, int axis, int distance) {
    int rank = x.shape().rank();
    int by = Math.clamp(distance, -x.shape().dim(axis), x.shape().dim(axis));
    List<Integer> low = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> high = new ArrayList<>(low);
    low.set(axis, by);
    high.set(axis, -by);
    TensorType scalar = x.type().withShape(Shape.SCALAR);
    return Lax.pad(x, Zeros.filled(scalar, 1), low, high, Collections.nCopies(rank, 0));
  }
}
