package dev.covector.linen;

import dev.covector.Tensor;

/**
 * A module of one tensor: the usual kind. Subclasses write {@link #call}; everybody else calls
 * {@link #apply(Object)}, or in Kotlin {@code layer(x)}.
 *
 * <pre>{@code
 * class Mlp extends Layer {
 *   @Override
 *   protected Tensor call(Tensor x) {
 *     Tensor hidden = Functions.relu(new Dense(8).apply(x)); // params/Dense_0
 *     return new Dense(2).apply(hidden); // params/Dense_1
 *   }
 * }
 *
 * Tensor x = Numpy.ones(2, 3);
 * Mlp model = new Mlp();
 * Map<String, Object> variables = model.init(Random.key(0), x);
 * Tensor y = model.apply(variables, x);
 * }</pre>
 */
public abstract class Layer extends Module1<Tensor, Tensor> {
  /** A layer. */
  protected Layer() {}

  @Override
  public Layer named(String name) {
    return (Layer) super.named(name);
  }
}
