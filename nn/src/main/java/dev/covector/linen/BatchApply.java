package dev.covector.linen;

import dev.covector.Fn1;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.layers.Batches;

/**
 * A function that sees the leading axes of its input as one.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(2, 3, 5);
 * new BatchApply(Functions::softmax).apply(x); // softmax of f32[6,5], as f32[2,3,5]
 * }</pre>
 */
public final class BatchApply implements Fn1<Tensor, Tensor> {
  private final Fn1<Tensor, Tensor> function;
  private final int numDims;

  /** A function that sees two leading axes as one. */
  public BatchApply(Fn1<Tensor, Tensor> function) {
    this(function, 2);
  }

  /** A function that sees some leading axes as one. */
  public BatchApply(Fn1<Tensor, Tensor> function, int numDims) {
    this.function = function;
    this.numDims = numDims;
  }

  /**
   * The function's result, with the leading axes of the input instead of the first.
   *
   * @throws ShapeException when the input has fewer axes
   */
  @Override
  public Tensor apply(Tensor x) {
    return Batches.apply(function, numDims, x);
  }
}
