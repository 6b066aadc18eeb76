package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Recurrence;

/**
 * A cell with long short-term memory; Hochreiter and Schmidhuber 1997.
 *
 * <pre>{@code
 * LSTMCell cell = new LSTMCell(3, 4, new Rngs(0));
 * Tensor y = new RNN<>(cell).apply(Numpy.ones(2, 5, 3)); // f32[2,5,4]
 * }</pre>
 */
public final class LSTMCell extends RNNCell<LSTMCarry> {
  private Linear ii;

  @PathName("if_")
  private Linear iForget;

  private Linear ig;
  private Linear io;
  private Linear hi;
  private Linear hf;
  private Linear hg;
  private Linear ho;
  private final Fn1<Tensor, Tensor> gateFn;
  private final Fn1<Tensor, Tensor> activationFn;

  /** A cell from so many features to so many. */
  public LSTMCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
    this(inFeatures, hiddenFeatures, new CellOptions(), rngs);
  }

  /** A cell with options. */
  public LSTMCell(int inFeatures, int hiddenFeatures, CellOptions options, Rngs rngs) {
    super(hiddenFeatures, options);
    this.gateFn = options.gateFn;
    this.activationFn = options.activationFn;
    this.ii = options.ofInput(inFeatures, hiddenFeatures, false, rngs);
    this.iForget = options.ofInput(inFeatures, hiddenFeatures, false, rngs);
    this.ig = options.ofInput(inFeatures, hiddenFeatures, false, rngs);
    this.io = options.ofInput(inFeatures, hiddenFeatures, false, rngs);
    this.hi = options.ofState(hiddenFeatures, hiddenFeatures, true, rngs);
    this.hf = options.ofState(hiddenFeatures, hiddenFeatures, true, rngs);
    this.hg = options.ofState(hiddenFeatures, hiddenFeatures, true, rngs);
    this.ho = options.ofState(hiddenFeatures, hiddenFeatures, true, rngs);
  }

  @Override
  public Scanned<LSTMCarry, Tensor> apply(LSTMCarry carry, Tensor x) {
    Tensor h = carry.hidden();
    Tensor input = gateFn.apply(ii.apply(x).plus(hi.apply(h)));
    Tensor forget = gateFn.apply(iForget.apply(x).plus(hf.apply(h)));
    Tensor candidate = activationFn.apply(ig.apply(x).plus(hg.apply(h)));
    Tensor output = gateFn.apply(io.apply(x).plus(ho.apply(h)));
    Tensor memory = Recurrence.memory(carry.memory(), input, forget, candidate);
    Tensor hidden = output.times(activationFn.apply(memory));
    return new Scanned<>(new LSTMCarry(memory, hidden), hidden);
  }

  @Override
  public LSTMCarry initializeCarry(Shape input, RngStream rngs) {
    return new LSTMCarry(firstState(input, rngs), firstState(input, rngs));
  }
}
