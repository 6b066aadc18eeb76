package dev.covector.nnx;

import dev.covector.Stateful;
import dev.covector.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module that holds its parameters: variables, other modules, lists, arrays and maps of them, in
 * its fields. The names of fields are the names in paths. All other fields are static: functions
 * are compiled for their values, compared by {@code equals}, and must not change them.
 *
 * <pre>{@code
 * class Network extends Module {
 *   private final Linear first;
 *   private final Linear second;
 *
 *   Network(Rngs rngs) {
 *     first = new Linear(64, 100, rngs);
 *     second = new Linear(100, 10, rngs);
 *   }
 *
 *   Tensor apply(Tensor x) {
 *     return second.apply(Functions.relu(first.apply(x)));
 *   }
 * }
 *
 * Network network = new Network(new Rngs(0));
 * Tensor logits = network.apply(Numpy.ones(2, 64)); // f32[2,10]
 * }</pre>
 *
 * <p>Fields of a named module have to be readable: {@code opens my.package to dev.covector.nn;} in
 * its module-info.
 */
public abstract class Module implements Cloneable, Stateful {
  /** A module. */
  protected Module() {}

  /** Switches this module and all its parts to evaluation: no dropout, running averages. */
  public final void eval() {
    Nnx.iterModules(this).forEach((path, module) -> module.setTraining(false));
  }

  /** Switches this module and all its parts to training. */
  public final void train() {
    Nnx.iterModules(this).forEach((path, module) -> module.setTraining(true));
  }

  /** What {@link #train} and {@link #eval} do to this one module; by itself nothing. */
  protected void setTraining(boolean training) {}

  /**
   * The attributes of this one module that {@link Nnx#view(Object, Map)} sets, and what they say;
   * by itself none.
   */
  protected Map<String, String> viewAttributes() {
    return Map.of();
  }

  /** Sets one of {@link #viewAttributes}. */
  protected void setView(String attribute, Object value) {
    throw new NnxException(name(getClass()) + " has no attribute " + attribute + " for a view");
  }

  /**
   * Hands out a value, if anybody asked for it with {@link Nnx#capture}.
   *
   * @param name among the values of this module; several values of one name are numbered
   */
  protected final void sow(String name, Tensor value) {
    Captured.sow(this, name, value);
  }

  @Override
  public final String remedy() {
    return "compile with Nnx.jit, or pass Nnx.state(module) and merge it inside";
  }

  /** A copy that shares everything with this module. */
  final Module shallowCopy() {
    try {
      return (Module) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("modules are cloneable", e);
    }
  }

  /** The simple name of the class; of its superclass for an anonymous one. */
  static String name(Class<?> type) {
    @Nullable Class<?> named = type;
    while (named != null && named.getSimpleName().isEmpty()) {
      named = named.getSuperclass();
    }
    return named == null ? "Module" : named.getSimpleName();
  }

  /** The parts and variables as {@link Nnx#display} shows them. */
  @Override
  public String toString() {
    return Nnx.display(this);
  }
}
