package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.tree.Leaf;

/**
 * How the results of parts of a batch become one, each tensor of them by itself. {@link
 * AccumulationType} has the usual ways.
 *
 * <pre>{@code
 * Accumulator largest =
 *     new Accumulator() {
 *       public Tensor init(Tensor value, int parts) {
 *         return Numpy.full(value.shape(), Double.NEGATIVE_INFINITY, value.dtype());
 *       }
 *
 *       public Tensor update(Tensor carry, Tensor value, Tensor index) {
 *         return Numpy.maximum(carry, value);
 *       }
 *
 *       public Tensor aggregate(Tensor values) {
 *         return values.max(0);
 *       }
 *     };
 * Fn1<Tensor, Tensor> max = Microbatching.of(2).accumulator(largest).microbatch(x -> x.max());
 * float found = max.apply(Tensor.of(new float[] {1, 5, 3, 2})).toFloat(); // 5
 * }</pre>
 */
public interface Accumulator extends Leaf {
  /**
   * What it begins with.
   *
   * @param value a result of a part, of which only the type may be asked for
   * @param parts the number of parts
   */
  Tensor init(Tensor value, int parts);

  /**
   * What it is after one more part.
   *
   * @param carry what it was
   * @param value the result of the part
   * @param index the number of the part, i32
   */
  Tensor update(Tensor carry, Tensor value, Tensor index);

  /** The result after all parts. */
  default Tensor finish(Tensor carry, int parts) {
    return carry;
  }

  /** The result of a part from those of its examples, which are along axis 0. */
  Tensor aggregate(Tensor values);
}
