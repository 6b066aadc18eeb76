package dev.covector.linen;

import dev.covector.Fn3;
import dev.covector.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * A module with three arguments, of any types. Subclasses write {@link #call}; everybody else calls
 * {@link #apply(Object, Object, Object)}, or in Kotlin {@code model(x, y, z)}.
 *
 * <pre>{@code
 * class Sum extends Module3<Tensor, Tensor, Tensor, Tensor> {
 *   @Override
 *   protected Tensor call(Tensor x, Tensor y, Tensor z) {
 *     return new Dense(4).apply(x).plus(new Dense(4).apply(y)).plus(new Dense(4).apply(z));
 *   }
 * }
 *
 * Tensor x = Numpy.ones(2, 3);
 * Sum model = new Sum();
 * Map<String, Object> variables = model.init(Random.key(0), x, x, x);
 * Tensor y = model.apply(variables, x, x, x); // f32[2,4]
 * }</pre>
 *
 * @param <A> what the first argument is
 * @param <B> what the second argument is
 * @param <C> what the third argument is
 * @param <R> what it returns
 */
public abstract class Module3<A, B, C, R> extends Module implements Fn3<A, B, C, R> {
  /** A module. */
  protected Module3() {}

  /** The module's computation, which may construct modules and use parameters. */
  protected abstract R call(A a, B b, C c);

  /**
   * Calls this module inside {@code init} or {@code apply}.
   *
   * @throws ModuleException when this module is not bound
   */
  @Override
  @SuppressWarnings("unchecked") // an interceptor passes on what the module takes
  public final R apply(A a, B b, C c) {
    return called(Arrays.asList(a, b, c), in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  /** The same as {@link #apply(Object, Object, Object)}: Kotlin writes {@code model(x, y, z)}. */
  public final R invoke(A a, B b, C c) {
    return apply(a, b, c);
  }

  /** Draws the variables for inputs. */
  public final Map<String, Object> init(Tensor key, A a, B b, C c) {
    return init(key, () -> apply(a, b, c));
  }

  /** Draws the variables for inputs, with a key for each stream. */
  public final Map<String, Object> init(Map<String, Tensor> rngs, A a, B b, C c) {
    return init(rngs, () -> apply(a, b, c));
  }

  /** Draws the variables for inputs, and gives the output too. */
  public final Applied<R> initWithOutput(Tensor key, A a, B b, C c) {
    return initWithOutput(key, () -> apply(a, b, c));
  }

  /** The output for variables and inputs. */
  public final R apply(Map<String, ?> variables, A a, B b, C c) {
    return apply(variables, () -> apply(a, b, c));
  }

  /** The output for variables, keys and inputs. */
  public final R apply(Map<String, ?> variables, Map<String, Tensor> rngs, A a, B b, C c) {
    return apply(variables, rngs, () -> apply(a, b, c));
  }

  /** The output for variables and inputs, and the changed variables. */
  public final Applied<R> apply(Map<String, ?> variables, ApplyOptions options, A a, B b, C c) {
    return apply(variables, options, () -> apply(a, b, c));
  }

  /** The table of all modules that the inputs run through; see {@link #tabulate}. */
  public final String tabulate(Tensor key, A a, B b, C c) {
    return tabulate(key, () -> apply(a, b, c));
  }
}
