package dev.covector.linen;

import dev.covector.Fn2;
import dev.covector.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * A module with two arguments, of any types. Subclasses write {@link #call}; everybody else calls
 * {@link #apply(Object, Object)}, or in Kotlin {@code model(x, y)}.
 *
 * <pre>{@code
 * class Bilinear extends Module2<Tensor, Tensor, Tensor> {
 *   @Override
 *   protected Tensor call(Tensor x, Tensor y) {
 *     return new Dense(4).apply(x).times(new Dense(4).apply(y));
 *   }
 * }
 *
 * Tensor x = Numpy.ones(2, 3);
 * Tensor y = Numpy.ones(2, 5);
 * Bilinear model = new Bilinear();
 * Map<String, Object> variables = model.init(Random.key(0), x, y);
 * Tensor z = model.apply(variables, x, y); // f32[2,4]
 * }</pre>
 *
 * @param <A> what the first argument is
 * @param <B> what the second argument is
 * @param <R> what it returns
 */
public abstract class Module2<A, B, R> extends Module implements Fn2<A, B, R> {
  /** A module. */
  protected Module2() {}

  /** The module's computation, which may construct modules and use parameters. */
  protected abstract R call(A a, B b);

  /**
   * Calls this module inside {@code init} or {@code apply}.
   *
   * @throws ModuleException when this module is not bound
   */
  @Override
  @SuppressWarnings("unchecked") // an interceptor passes on what the module takes
  public final R apply(A a, B b) {
    return called(Arrays.asList(a, b), in -> call((A) in.get(0), (B) in.get(1)));
  }

  /** The same as {@link #apply(Object, Object)}: Kotlin writes {@code model(x, y)}. */
  public final R invoke(A a, B b) {
    return apply(a, b);
  }

  /** Draws the variables for inputs. */
  public final Map<String, Object> init(Tensor key, A a, B b) {
    return init(key, () -> apply(a, b));
  }

  /** Draws the variables for inputs, with a key for each stream. */
  public final Map<String, Object> init(Map<String, Tensor> rngs, A a, B b) {
    return init(rngs, () -> apply(a, b));
  }

  /** Draws the variables for inputs, and gives the output too. */
  public final Applied<R> initWithOutput(Tensor key, A a, B b) {
    return initWithOutput(key, () -> apply(a, b));
  }

  /** The output for variables and inputs. */
  public final R apply(Map<String, ?> variables, A a, B b) {
    return apply(variables, () -> apply(a, b));
  }

  /** The output for variables, keys and inputs. */
  public final R apply(Map<String, ?> variables, Map<String, Tensor> rngs, A a, B b) {
    return apply(variables, rngs, () -> apply(a, b));
  }

  /** The output for variables and inputs, and the changed variables. */
  public final Applied<R> apply(Map<String, ?> variables, ApplyOptions options, A a, B b) {
    return apply(variables, options, () -> apply(a, b));
  }

  /** The table of all modules that the inputs run through; see {@link #tabulate}. */
  public final String tabulate(Tensor key, A a, B b) {
    return tabulate(key, () -> apply(a, b));
  }
}
