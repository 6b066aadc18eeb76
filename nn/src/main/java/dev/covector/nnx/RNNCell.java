package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.random.Initializer;

/**
 * One step of a recurrent network; {@link RNN} runs it over sequences.
 *
 * <pre>{@code
 * RNNCell<Tensor> cell = new GRUCell(3, 4, new Rngs(0));
 * Tensor carry = cell.apply(Numpy.zeros(2, 4), Numpy.ones(2, 3)).carry(); // f32[2,4]
 * }</pre>
 *
 * @param <C> what is carried from step to step: a tree of tensors
 */
public abstract class RNNCell<C> extends Module {
  private final int hiddenFeatures;
  private final DType paramDtype;
  private final Initializer carryInit;

  /** A cell whose states have so many features. */
  protected RNNCell(int hiddenFeatures, CellOptions options) {
    this.hiddenFeatures = hiddenFeatures;
    this.paramDtype = options.paramDtype;
    this.carryInit = options.carryInit;
  }

  /** The next carry, and the output of this step. */
  public abstract Scanned<C, Tensor> apply(C carry, Tensor x);

  /**
   * A first carry.
   *
   * @param input the shape of the input of one step
   * @param rngs gives the keys
   */
  public abstract C initializeCarry(Shape input, RngStream rngs);

  /** How many of the input's last axes belong to one example: 1 more than there are places. */
  public int numFeatureAxes() {
    return 1;
  }

  /** One tensor of a first carry. */
  protected final Tensor firstState(Shape input, RngStream rngs) {
    Shape shape = input.with(input.rank() - 1, hiddenFeatures);
    return carryInit.initialize(rngs.next(), shape, paramDtype);
  }
}
