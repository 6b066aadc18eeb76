package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Recurrence;

/**
 * A minimal gated unit: one gate forgets and resets; Zhou et al. 2016, <i>Minimal gated unit for
 * recurrent neural networks</i>. {@code biasInit} draws the biases of the candidate.
 *
 * <pre>{@code
 * MGUCell cell = new MGUCell(3, 4, new Rngs(0));
 * Tensor y = new RNN<>(cell).apply(Numpy.ones(2, 5, 3)); // f32[2,5,4]
 * }</pre>
 */
public final class MGUCell extends RNNCell<Tensor> {
  @PathName("if_")
  private Linear ofInputForget;

  @PathName("in_")
  private Linear ofInputNew;

  @PathName("hf")
  private Linear ofStateForget;

  @PathName("hn")
  private Linear ofStateNew;

  private final Fn1<Tensor, Tensor> gateFn;
  private final Fn1<Tensor, Tensor> activationFn;
  private final boolean resetGate;

  /** A cell from so many features to so many. */
  public MGUCell(int inFeatures, int hiddenFeatures, Rngs rngs) {
    this(inFeatures, hiddenFeatures, new CellOptions(), rngs);
  }

  /** A cell with options. */
  public MGUCell(int inFeatures, int hiddenFeatures, CellOptions options, Rngs rngs) {
    super(hiddenFeatures, options);
    this.gateFn = options.gateFn;
    this.activationFn = options.activationFn;
    this.resetGate = options.resetGate;
    CellOptions gate = options.biasInit(options.forgetBiasInit);
    this.ofInputForget = gate.ofInput(inFeatures, hiddenFeatures, true, rngs);
    this.ofInputNew = options.ofInput(inFeatures, hiddenFeatures, true, rngs);
    this.ofStateForget = options.ofState(hiddenFeatures, hiddenFeatures, false, rngs);
    this.ofStateNew = options.ofState(hiddenFeatures, hiddenFeatures, resetGate, rngs);
  }

  @Override
  public Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
    Tensor forget = gateFn.apply(ofInputForget.apply(x).plus(ofStateForget.apply(carry)));
    Tensor state = ofStateNew.apply(carry);
    Tensor remembered = resetGate ? state.times(forget) : state;
    Tensor candidate = activationFn.apply(ofInputNew.apply(x).plus(remembered));
    Tensor next = Recurrence.mix(forget, candidate, carry);
    return new Scanned<>(next, next);
  }

  @Override
  public Tensor initializeCarry(Shape input, RngStream rngs) {
    return firstState(input, rngs);
  }
}
