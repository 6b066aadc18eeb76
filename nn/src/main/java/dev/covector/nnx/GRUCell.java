package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Recurrence;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * A gated recurrent unit; Cho et al. 2014.
 *
 * <pre>{@code
 * GRUCell cell = new GRUCell(3, 4, new Rngs(0));
 * Tensor y = new RNN<>(cell).apply(Numpy.ones(2, 5, 3)); // f32[2,5,4]
 * }</pre>
 */
public final class GRUCell extends RNNCell<Tensor> {
  @PathName("dense_h")
  private Linear denseH;

  @PathName("dense_i")
  private Linear denseI;

  private final Fn1<Tensor, Tensor> gateFn;
  private final Fn1<Tensor, Tensor> activationFn;

  /** A cell from so many features to so many. */
  public GRUCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
    this(inFeatures, hiddenFeatures, new CellOptions(), rngs);
  }

  /** A cell with options. */
  public GRUCell(int inFeatures, int hiddenFeatures, CellOptions options, Rngs rngs) {
    super(hiddenFeatures, options);
    this.gateFn = options.gateFn;
    this.activationFn = options.activationFn;
    this.denseI = options.ofInput(inFeatures, 3 * hiddenFeatures, true, rngs);
    this.denseH = options.ofState(hiddenFeatures, 3 * hiddenFeatures, false, rngs);
  }

  @Override
  public Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
    List<Tensor> ofInput = Numpy.split(denseI.apply(x), 3, -1);
    List<Tensor> ofState = Numpy.split(denseH.apply(carry), 3, -1);
    Tensor reset = gateFn.apply(ofInput.get(0).plus(ofState.get(0)));
    Tensor update = gateFn.apply(ofInput.get(1).plus(ofState.get(1)));
    Tensor candidate = activationFn.apply(ofInput.get(2).plus(reset.times(ofState.get(2))));
    Tensor next = Recurrence.mix(update, candidate, carry);
    return new Scanned<>(next, next);
  }

  @Override
  public Tensor initializeCarry(Shape input, RngStream rngs) {
    return firstState(input, rngs);
  }
}
