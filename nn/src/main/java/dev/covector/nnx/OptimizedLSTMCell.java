package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Recurrence;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * A cell with long short-term memory, its gates in one product of the input and one of the state.
 *
 * <pre>{@code
 * OptimizedLSTMCell cell = new OptimizedLSTMCell(3, 4, new Rngs(0));
 * Tensor y = new RNN<>(cell).apply(Numpy.ones(2, 5, 3)); // f32[2,5,4]
 * }</pre>
 */
public final class OptimizedLSTMCell extends RNNCell<LSTMCarry> {
  @PathName("dense_h")
  private Linear denseH;

  @PathName("dense_i")
  private Linear denseI;

  private final Fn1<Tensor, Tensor> gateFn;
  private final Fn1<Tensor, Tensor> activationFn;

  /** A cell from so many features to so many. */
  public OptimizedLSTMCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
    this(inFeatures, hiddenFeatures, new CellOptions(), rngs);
  }

  /** A cell with options. */
  public OptimizedLSTMCell(int inFeatures, int hiddenFeatures, CellOptions options, Rngs rngs) {
    super(hiddenFeatures, options);
    this.gateFn = options.gateFn;
    this.activationFn = options.activationFn;
    this.denseI = options.ofInput(inFeatures, 4 * hiddenFeatures, false, rngs);
    this.denseH = options.ofState(hiddenFeatures, 4 * hiddenFeatures, true, rngs);
  }

  @Override
  public Scanned<LSTMCarry, Tensor> apply(LSTMCarry carry, Tensor x) {
    Tensor sums = denseI.apply(x).plus(denseH.apply(carry.hidden()));
    List<Tensor> gates = Numpy.split(sums, 4, -1);
    Tensor memory =
        Recurrence.memory(
            carry.memory(),
            gateFn.apply(gates.get(0)),
            gateFn.apply(gates.get(1)),
            activationFn.apply(gates.get(2)));
    Tensor hidden = gateFn.apply(gates.get(3)).times(activationFn.apply(memory));
    return new Scanned<>(new LSTMCarry(memory, hidden), hidden);
  }

  @Override
  public LSTMCarry initializeCarry(Shape input, RngStream rngs) {
    return new LSTMCarry(firstState(input, rngs), firstState(input, rngs));
  }
}
