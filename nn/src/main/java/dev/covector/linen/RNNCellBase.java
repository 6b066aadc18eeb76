package dev.covector.linen;

import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;

/**
 * A step of a recurrent network. Subclasses wrap the body of {@link #apply} in {@link #compact}.
 *
 * <pre>{@code
 * RNNCellBase<Tensor> cell = new GRUCell(6);
 * Tensor x = Numpy.ones(2, 5);
 * Tensor carry = cell.initializeCarry(Random.key(0), x.shape());
 * Map<String, Object> variables = cell.init(Random.key(0), () -> cell.apply(carry, x));
 * }</pre>
 *
 * @param <C> what is carried from step to step
 */
public abstract class RNNCellBase<C> extends Module {
  /** A cell. */
  protected RNNCellBase() {}

  /**
   * One step.
   *
   * @param carry from the step before
   * @param x [..., features]
   * @return the next carry, and an output
   */
  public abstract Scanned<C, Tensor> apply(C carry, Tensor x);

  /**
   * The first carry.
   *
   * @param key where it is random
   * @param input the shape of one step's input
   */
  public abstract C initializeCarry(Tensor key, Shape input);

  /** How many of the input's last axes belong to one example: 1 more than there are places. */
  public abstract int numFeatureAxes();
}
