package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * The class of values that modules sow; see {@link Nnx#capture}.
 *
 * <pre>{@code
 * class Watched extends Linear {
 *   Watched() {
 *     super(3, 2, new Rngs(0));
 *   }
 *
 *   Tensor call(Tensor x) {
 *     Tensor y = apply(x);
 *     sow("output", y);
 *     return y;
 *   }
 * }
 *
 * Watched model = new Watched();
 * State values = Nnx.capture(model, () -> model.call(Numpy.ones(1, 3))).values();
 * }</pre>
 */
public class Intermediate extends Variable {
  /** A variable with its first value. */
  public Intermediate(Tensor value) {
    super(value);
  }
}
