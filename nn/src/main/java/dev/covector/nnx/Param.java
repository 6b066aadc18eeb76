package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * What is learned: the variables that gradients are taken of.
 *
 * <pre>{@code
 * class Scale extends Module {
 *   final Param factor = new Param(Tensor.of(2f));
 *
 *   Tensor apply(Tensor x) {
 *     return x.times(factor.get());
 *   }
 * }
 *
 * Tensor y = new Scale().apply(Numpy.ones(3));
 * }</pre>
 */
public class Param extends Variable {
  /** A variable with its first value. */
  public Param(Tensor value) {
    super(value);
  }
}
