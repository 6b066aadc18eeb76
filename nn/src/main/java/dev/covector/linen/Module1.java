package dev.covector.linen;

import dev.covector.Fn1;
import dev.covector.Tensor;
import java.util.Collections;
import java.util.Map;

/**
 * A module with one argument, of any types: records and lists of tensors too. Subclasses write
 * {@link #call}; everybody else calls {@link #apply(Object)}, or in Kotlin {@code model(x)}.
 *
 * <pre>{@code
 * class Moments extends Module1<Tensor, List<Tensor>> {
 *   @Override
 *   protected List<Tensor> call(Tensor x) {
 *     Tensor y = new Dense(4).apply(x); // params/Dense_0
 *     return List.of(y.mean(), y.square().mean());
 *   }
 * }
 *
 * Tensor x = Numpy.ones(2, 3);
 * Moments model = new Moments();
 * Map<String, Object> variables = model.init(Random.key(0), x);
 * List<Tensor> moments = model.apply(variables, x);
 * }</pre>
 *
 * @param <A> what it is given
 * @param <R> what it returns
 */
public abstract class Module1<A, R> extends Module implements Fn1<A, R> {
  /** A module. */
  protected Module1() {}

  /** The module's computation, which may construct modules and use parameters. */
  protected abstract R call(A a);

  /**
   * Calls this module inside {@code init} or {@code apply}.
   *
   * @throws ModuleException when this module is not bound
   */
  @Override
  @SuppressWarnings("unchecked") // an interceptor passes on what the module takes
  public final R apply(A a) {
    return called(Collections.singletonList(a), in -> call((A) in.get(0)));
  }

  /** The same as {@link #apply(Object)}: Kotlin writes {@code model(x)}. */
  public final R invoke(A a) {
    return apply(a);
  }

  /** Draws the variables for an input. */
  public final Map<String, Object> init(Tensor key, A a) {
    return init(key, () -> apply(a));
  }

  /** Draws the variables for an input, with a key for each stream. */
  public final Map<String, Object> init(Map<String, Tensor> rngs, A a) {
    return init(rngs, () -> apply(a));
  }

  /** Draws the variables for an input, and gives the output too. */
  public final Applied<R> initWithOutput(Tensor key, A a) {
    return initWithOutput(key, () -> apply(a));
  }

  /** The output for variables and an input. */
  public final R apply(Map<String, ?> variables, A a) {
    return apply(variables, () -> apply(a));
  }

  /** The output for variables, keys and an input. */
  public final R apply(Map<String, ?> variables, Map<String, Tensor> rngs, A a) {
    return apply(variables, rngs, () -> apply(a));
  }

  /** The output for variables and an input, and the changed variables. */
  public final Applied<R> apply(Map<String, ?> variables, ApplyOptions options, A a) {
    return apply(variables, options, () -> apply(a));
  }

  /** The table of all modules that an input runs through; see {@link #tabulate}. */
  public final String tabulate(Tensor key, A a) {
    return tabulate(key, () -> apply(a));
  }
}
