package dev.covector.nnx;

import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.layers.Recurrence;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * A long short-term memory of images, whose maps are convolutions; Shi et al. 2015,
 * <i>Convolutional LSTM network</i>.
 *
 * <pre>{@code
 * ConvLSTMCell cell = new ConvLSTMCell(3, 4, new int[] {3, 3}, new Rngs(0));
 * Tensor y = new RNN<>(cell).apply(Numpy.ones(2, 5, 8, 8, 3)); // f32[2,5,8,8,4]
 * }</pre>
 */
public final class ConvLSTMCell extends RNNCell<LSTMCarry> {
  private Conv ih;
  private Conv hh;
  private final int axes;

  /** A cell from so many features to so many, with kernels of these sizes. */
  public ConvLSTMCell(int inFeatures, int hiddenFeatures, int[] kernelSize, Rngs rngs) {
    this(inFeatures, hiddenFeatures, kernelSize, new ConvOptions(), new CellOptions(), rngs);
  }

  /**
   * A cell with options.
   *
   * @param maps of the convolutions of input and state
   * @param options of which carryInit and paramDtype count, for the first state
   */
  public ConvLSTMCell(
      int inFeatures,
      int hiddenFeatures,
      int[] kernelSize,
      ConvOptions maps,
      CellOptions options,
      Rngs rngs) {
    super(hiddenFeatures, options);
    this.axes = kernelSize.length + 1;
    this.ih = new Conv(inFeatures, 4 * hiddenFeatures, kernelSize, maps, rngs);
    this.hh = new Conv(hiddenFeatures, 4 * hiddenFeatures, kernelSize, maps, rngs);
  }

  @Override
  public Scanned<LSTMCarry, Tensor> apply(LSTMCarry carry, Tensor x) {
    List<Tensor> gates = Numpy.split(ih.apply(x).plus(hh.apply(carry.hidden())), 4, -1);
    // 1 more keeps what is remembered at first; Jozefowicz et al. 2015
    Tensor forget = Functions.sigmoid(gates.get(2).plus(1));
    Tensor input = Functions.sigmoid(gates.get(0));
    Tensor candidate = Functions.tanh(gates.get(1));
    Tensor memory = Recurrence.memory(carry.memory(), input, forget, candidate);
    Tensor hidden = Functions.sigmoid(gates.get(3)).times(Functions.tanh(memory));
    return new Scanned<>(new LSTMCarry(memory, hidden), hidden);
  }

  @Override
  public LSTMCarry initializeCarry(Shape input, RngStream rngs) {
    return new LSTMCarry(firstState(input, rngs), firstState(input, rngs));
  }

  @Override
  public int numFeatureAxes() {
    return axes;
  }
}
