package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.layers.Batches;

/**
 * A layer that sees several leading axes as one.
 *
 * <pre>{@code
 * BatchApply<Linear> layer = new BatchApply<>(new Linear(3, 4, new Rngs(0)), 2);
 * Tensor y = layer.apply(Numpy.ones(2, 5, 3)); // f32[2,5,4]
 * }</pre>
 *
 * @param <M> the class of the layer
 */
public final class BatchApply<M extends Fn1<Tensor, Tensor>> extends Module
    implements Fn1<Tensor, Tensor> {
  private M layer;
  private final int numDims;

  /** A layer that sees the first two axes as one. */
  public BatchApply(M layer) {
    this(layer, 2);
  }

  /** A layer that sees so many leading axes as one. */
  public BatchApply(M layer, int numDims) {
    this.layer = layer;
    this.numDims = numDims;
  }

  /**
   * The layer's result, with the leading axes of the input instead of the first.
   *
   * @throws dev.covector.ShapeException when the input has fewer axes
   */
  @Override
  public Tensor apply(Tensor x) {
    return Batches.apply(layer, numDims, x);
  }
}
