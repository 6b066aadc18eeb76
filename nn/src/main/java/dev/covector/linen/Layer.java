package dev.covector.linen;

import dev.covector.Fn1;
import dev.covector.Tensor;
import java.util.Map;

/**
 * A module of one tensor: the usual kind. Subclasses write {@link #call}; everybody else calls
 * {@link #apply(Tensor)}, or in Kotlin {@code layer(x)}.
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
public abstract class Layer extends Module implements Fn1<Tensor, Tensor> {
  /** A layer. */
  protected Layer() {}

  @Override
  public Layer named(String name) {
    return (Layer) super.named(name);
  }

  /** The layer's computation, which may construct modules and use parameters. */
  protected abstract Tensor call(Tensor x);

  /**
   * Calls this layer inside {@code init} or {@code apply}.
   *
   * @throws ModuleException when this layer is not bound
   */
  @Override
  public final Tensor apply(Tensor x) {
    return compact(() -> call(x));
  }

  /** The same as {@link #apply(Tensor)}: Kotlin writes {@code layer(x)}. */
  public final Tensor invoke(Tensor x) {
    return apply(x);
  }

  /** Draws the variables for an input. */
  public final Map<String, Object> init(Tensor key, Tensor x) {
    return init(key, () -> apply(x));
  }

  /** Draws the variables for an input, with a key for each stream. */
  public final Map<String, Object> init(Map<String, Tensor> rngs, Tensor x) {
    return init(rngs, () -> apply(x));
  }

  /** Draws the variables for an input, and gives the output too. */
  public final Applied<Tensor> initWithOutput(Tensor key, Tensor x) {
    return initWithOutput(key, () -> apply(x));
  }

  /** The output for variables and an input. */
  public final Tensor apply(Map<String, ?> variables, Tensor x) {
    return apply(variables, () -> apply(x));
  }

  /** The output for variables, keys and an input. */
  public final Tensor apply(Map<String, ?> variables, Map<String, Tensor> rngs, Tensor x) {
    return apply(variables, rngs, () -> apply(x));
  }

  /** The output for variables and an input, and the changed variables. */
  public final Applied<Tensor> apply(Map<String, ?> variables, ApplyOptions options, Tensor x) {
    return apply(variables, options, () -> apply(x));
  }

  /** The table of all modules that an input runs through; see {@link #tabulate}. */
  public final String tabulate(Tensor key, Tensor x) {
    return tabulate(key, () -> apply(x));
  }
}
