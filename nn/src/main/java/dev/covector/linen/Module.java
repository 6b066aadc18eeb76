package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.random.Initializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A module: a description of a computation with parameters, which holds none. {@link #init} draws
 * the parameters, {@link #apply} computes with them.
 *
 * <p>Parts are modules in fields, named by the field; or modules constructed in a body, named by
 * class and number. A method that constructs modules, or calls {@link #param} and its like, wraps
 * its body in {@link #compact}. Modules of one tensor extend {@link Layer} instead.
 *
 * <pre>{@code
 * class Gate extends Module {
 *   final Dense value = new Dense(8); // params/value
 *
 *   Tensor apply(Tensor x, Tensor y) {
 *     return compact(() -> {
 *       Tensor gate = Functions.sigmoid(new Dense(8).apply(y)); // params/Dense_0
 *       return value.apply(x).times(gate);
 *     });
 *   }
 * }
 *
 * Tensor x = Numpy.ones(2, 3);
 * Tensor y = Numpy.ones(2, 5);
 * Gate gate = new Gate();
 * Map<String, Object> variables = gate.init(Random.key(0), () -> gate.apply(x, y));
 * Tensor z = gate.apply(variables, () -> gate.apply(x, y));
 * }</pre>
 *
 * <p>Options of modules in this package are methods that return a changed copy: {@code new
 * Dense(4).useBias(false)}. Modules never change, and may be used on many threads at once.
 */
public abstract class Module implements Cloneable {
  private @Nullable String name;
  private @Nullable Slot slot;

  /** A module; constructed in a body that runs, it is a part of that body's module. */
  @SuppressWarnings("this-escape") // only kept until the subclass is complete
  protected Module() {
    slot = Frame.construct(this);
  }

  /** This module under a name of its own, instead of that of its field or class. */
  public Module named(String name) {
    Module copy = copy();
    copy.name = name;
    return copy;
  }

  /** A copy, for methods that return this module with another option. */
  @SuppressWarnings("unchecked") // a copy has the class of its original
  protected final <M extends Module> M copy() {
    try {
      Module copy = (Module) clone();
      if (slot != null) {
        slot.supersede(copy);
      }
      return (M) copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("modules are cloneable", e);
    }
  }

  /** The name that was given with {@link #named}; not that of a field or class. */
  public final Optional<String> givenName() {
    return name();
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  @Nullable Slot slot() {
    return slot;
  }

  void place(Slot other) {
    slot = other;
  }

  /** The simple name of the class; of its superclass for an anonymous one. */
  public final String className() {
    Class<?> type = getClass();
    while (type.getSimpleName().isEmpty()) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  /**
   * Draws the variables.
   *
   * @param key key[], of the stream {@code params}
   * @param call what to run: a call of this module, with inputs of the right shapes
   * @return collections of trees of tensors, {@code params} among them
   */
  public final Map<String, Object> init(Tensor key, Supplier<?> call) {
    return init(Map.of(CollectionName.PARAMS, key), call);
  }

  /** Draws the variables, with a key for each stream. */
  public final Map<String, Object> init(Map<String, Tensor> rngs, Supplier<?> call) {
    return initWithOutput(rngs, call).variables();
  }

  /** Draws the variables, and gives what the call returned too. */
  public final <R> Applied<R> initWithOutput(Tensor key, Supplier<R> call) {
    return initWithOutput(Map.of(CollectionName.PARAMS, key), call);
  }

  /** Draws the variables with a key for each stream, and gives what the call returned too. */
  public final <R> Applied<R> initWithOutput(Map<String, Tensor> rngs, Supplier<R> call) {
    return initialized(rngs, call, CallLog.NONE);
  }

  final <R> Applied<R> initialized(Map<String, Tensor> rngs, Supplier<R> call, CallLog log) {
    ApplyOptions options = ApplyOptions.mutableExcept(CollectionName.INTERMEDIATES);
    return applied(Map.of(), rngs, true, options, call, log);
  }

  /**
   * Computes with variables.
   *
   * @param variables as {@link #init} makes them
   * @param call what to run: a call of any method of this module
   * @throws ModuleException when the variables are those of another model, or a key or a mutable
   *     collection is needed
   */
  public final <R> R apply(Map<String, ?> variables, Supplier<R> call) {
    return apply(variables, ApplyOptions.DEFAULT, call).output();
  }

  /** Computes with variables, and keys for streams such as {@code dropout}. */
  public final <R> R apply(Map<String, ?> variables, Map<String, Tensor> rngs, Supplier<R> call) {
    return apply(variables, ApplyOptions.keys(rngs), call).output();
  }

  /** Computes with variables, of which some may change. */
  public final <R> Applied<R> apply(
      Map<String, ?> variables, ApplyOptions options, Supplier<R> call) {
    return applied(variables, options.rngs(), false, options, call, CallLog.NONE);
  }

  private <R> Applied<R> applied(
      Map<String, ?> variables,
      Map<String, Tensor> rngs,
      boolean initializing,
      ApplyOptions options,
      Supplier<R> call,
      CallLog log) {
    if (variables.get(CollectionName.PARAMS) instanceof Map<?, ?> params
        && params.containsKey(CollectionName.PARAMS)) {
      throw new ModuleException(
          className()
              + ": the variables are {params: {params: ...}}; pass what init returned, not a map"
              + " around it");
    }
    Frame frame = Frame.open(this, variables, rngs, initializing, options, log);
    R output = frame.run(call);
    return new Applied<>(output, frame.changed());
  }

  /** This module with variables at hand, for trying things out. */
  public final Bound bind(Map<String, ?> variables) {
    return bind(variables, ApplyOptions.DEFAULT);
  }

  /** This module with variables and keys at hand; mutable collections are kept up to date. */
  public final Bound bind(Map<String, ?> variables, ApplyOptions options) {
    return new Bound(this, variables, options);
  }

  /**
   * A table of all modules that a call runs, with the shapes of what they return and their
   * variables; nothing is computed.
   */
  public final String tabulate(Tensor key, Supplier<?> call) {
    return tabulate(Map.of(CollectionName.PARAMS, key), call);
  }

  /** The table with a key for each stream. */
  public final String tabulate(Map<String, Tensor> rngs, Supplier<?> call) {
    return Summary.of(this, rngs, call);
  }

  /**
   * Runs a body as this module's: modules that are constructed in it are its parts.
   *
   * @throws ModuleException when this module is not bound
   */
  protected final <R> R compact(Supplier<R> body) {
    return called(List.of(), none -> body.get());
  }

  /** Runs a body with arguments, which interceptors may change. */
  final <R> R called(List<@Nullable Object> arguments, Function<List<@Nullable Object>, R> body) {
    return Frame.scope(this).frame().enter(this, arguments, body);
  }

  /**
   * Makes this module and another share one place, and so the names of their parameters: a module
   * that wraps a part and adds to its parameters leaves their structure as it was. Where the other
   * is a part of this one, it moves here; else this one moves to the other's place. It is called
   * first in the body of this module.
   *
   * <pre>{@code
   * class DenseLora extends Layer {
   *   private final Dense base;
   *
   *   DenseLora(Dense base) {
   *     this.base = base;
   *   }
   *
   *   @Override
   *   protected Tensor call(Tensor x) {
   *     shareScope(base); // params/kernel, params/bias, params/a, params/b
   *     Tensor a = param("a", Initializers.normal(0.02), x.shape().dim(-1), 2);
   *     Tensor b = param("b", Initializers.zeros(), 2, 4);
   *     return base.apply(x).plus(x.matmul(a).matmul(b));
   *   }
   * }
   *
   * Map<String, Object> variables =
   *     new DenseLora(new Dense(4)).init(Random.key(0), Numpy.ones(2, 3));
   * }</pre>
   *
   * @throws ModuleException when one of the two is not bound
   */
  protected final void shareScope(Module other) {
    Frame.scope(this).frame().share(this, other);
  }

  /** A parameter of f32. */
  protected final Tensor param(String name, Initializer initializer, int... shape) {
    return param(name, initializer, Shape.of(shape), DType.F32);
  }

  /**
   * A parameter: drawn by {@link #init}, read by {@link #apply}.
   *
   * @throws ModuleException when the variables have none of this name, or one of another shape
   */
  protected final Tensor param(String name, Initializer initializer, Shape shape, DType dtype) {
    return Parameters.get(
        this,
        reserved(CollectionName.PARAMS, name),
        name,
        initializer,
        new Parameters.Wanted(shape, dtype));
  }

  /** A parameter of any kind, drawn with a key by a function. */
  protected final <T> T param(String name, Function<Tensor, T> initializer) {
    return Parameters.get(this, reserved(CollectionName.PARAMS, name), name, initializer);
  }

  /**
   * A variable of a collection.
   *
   * @param init its first value, used where the collection has none of this name
   * @throws ModuleException when there is none and the collection is not mutable
   */
  protected final <T> Variable<T> variable(String collection, String name, Supplier<T> init) {
    Scope scope = reserved(collection, name);
    if (scope.get(collection, name) == null) {
      Parameters.requirePresentOrMutable(this, scope, collection, name);
      scope.put(this, collection, name, init.get());
    }
    return new Variable<>(scope, this, collection, name);
  }

  private Scope reserved(String collection, String name) {
    Scope scope = Frame.scope(this);
    scope.frame().reserve(this, scope, collection, name);
    return scope;
  }

  /** Whether a collection has a variable of a name. */
  protected final boolean hasVariable(String collection, String name) {
    return Frame.scope(this).get(collection, name) != null;
  }

  /** Whether a collection may change. */
  protected final boolean isMutable(String collection) {
    return Frame.scope(this).frame().isMutable(collection);
  }

  /** Whether {@link #init} runs, not {@link #apply}. */
  protected final boolean isInitializing() {
    return Frame.scope(this).frame().isInitializing();
  }

  /** Whether the model is applied to train; see {@link ApplyOptions#training}. */
  protected final boolean isTraining() {
    return Frame.scope(this).frame().isTraining();
  }

  /** Whether there is a key for a stream. */
  protected final boolean hasRng(String stream) {
    return Frame.scope(this).hasRng(stream);
  }

  /**
   * A new key of a stream, another one at each call and in each module; of the stream {@code
   * params} where there is none of that name.
   */
  protected final Tensor makeRng(String stream) {
    return Frame.scope(this).makeRng(this, stream);
  }

  /**
   * Leaves a value in a collection, at the end of the list of a name.
   *
   * @return false where the collection is not mutable, and nothing is kept
   */
  protected final boolean sow(String collection, String name, Object value) {
    return Sown.append(Frame.scope(this), this, collection, name, value);
  }

  /**
   * Leaves a value in a collection, reduced with what is there under its name: {@code sow("losses",
   * "sum", loss, () -> Tensor.of(0f), Tensor::plus)} keeps a sum.
   *
   * @param init what there is at first
   * @return false where the collection is not mutable, and nothing is kept
   */
  protected final <T> boolean sow(
      String collection, String name, T value, Supplier<T> init, BinaryOperator<T> reduce) {
    return Sown.reduce(Frame.scope(this), this, collection, name, value, init, reduce);
  }

  /**
   * A value with a variable of zeros added, in the collection {@code perturbations}: the gradient
   * with respect to that variable is the value's.
   */
  protected final Tensor perturb(String name, Tensor value) {
    return Parameters.perturb(this, Frame.scope(this), name, value);
  }

  /** The class with its attributes and parts, one on a line. */
  @Override
  public String toString() {
    return Attributes.print(this);
  }
}
