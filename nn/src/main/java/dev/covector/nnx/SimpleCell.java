package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;

/**
 * A cell of one layer: {@code tanh(W x + U h + b)}; Elman 1990.
 *
 * <pre>{@code
 * SimpleCell cell = new SimpleCell(3, 4, new Rngs(0));
 * Tensor y = new RNN<>(cell).apply(Numpy.ones(2, 5, 3)); // f32[2,5,4]
 * }</pre>
 */
public final class SimpleCell extends RNNCell<Tensor> {
  @PathName("dense_h")
  private Linear denseH;

  @PathName("dense_i")
  private Linear denseI;

  private final Fn1<Tensor, Tensor> activationFn;
  private final boolean residual;

  /** A cell from so many features to so many. */
  public SimpleCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
    this(inFeatures, hiddenFeatures, new CellOptions(), rngs);
  }

  /** A cell with options. */
  public SimpleCell(int inFeatures, int hiddenFeatures, CellOptions options, Rngs rngs) {
    super(hiddenFeatures, options);
    this.activationFn = options.activationFn;
    this.residual = options.residual;
    this.denseH = options.ofState(hiddenFeatures, hiddenFeatures, false, rngs);
    this.denseI = options.ofInput(inFeatures, hiddenFeatures, true, rngs);
  }

  @Override
  public Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
    Tensor sum = denseI.apply(x).plus(denseH.apply(carry));
    Tensor next = activationFn.apply(residual ? sum.plus(carry) : sum);
    return new Scanned<>(next, next);
  }

  @Override
  public Tensor initializeCarry(Shape input, RngStream rngs) {
    return firstState(input, rngs);
  }
}
