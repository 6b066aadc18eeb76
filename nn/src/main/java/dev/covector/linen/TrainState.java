package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.optim.ExtraArgs;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.Updated;
import dev.covector.tree.ContainerType;
import dev.covector.tree.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a training run passes from step to step: parameters, the optimizer's state, and how many
 * steps there were; with the model and the optimizer, which stay. A tree whose leaves are the
 * tensors, so that it goes through {@code jit}, is donated, and is saved and restored; the model
 * and the optimizer are part of its structure.
 *
 * <pre>{@code
 * Dense model = new Dense(1);
 * Tensor x = Numpy.ones(8, 3);
 * Map<String, Object> drawn = model.init(Random.key(0), x);
 * var step =
 *     Covector.jit(
 *         (TrainState<Dense, Map<String, Object>> state, Tensor batch) -> {
 *           Map<String, Object> gradient =
 *               Covector.grad(
 *                       (Map<String, Object> p) ->
 *                           state.applyFn().apply(p, batch).square().mean())
 *                   .apply(state.params());
 *           return state.applyGradients(gradient);
 *         },
 *         JitOptions.named("step").withDonated(0));
 * var state = TrainState.create(model, drawn, Optax.adam(1e-2));
 * for (int i = 0; i < 3; i++) {
 *   state = step.apply(state, x);
 * }
 * System.out.println(state.step().toInt()); // 3
 * }</pre>
 *
 * <p>A run that carries more, such as statistics and a key, has a record around this one:
 *
 * <pre>{@code
 * record Run(
 *     TrainState<Dense, Map<String, Object>> train, Map<String, Object> batchStats, Tensor key) {}
 * }</pre>
 *
 * @param <F> what applies parameters: the module, or a function
 * @param <P> the tree of parameters
 */
public final class TrainState<F, P> {
  /** What two states of one run have in common. */
  private record Setup(Object applyFn, GradientTransformation tx) {
    @Override
    public String toString() {
      return applyFn.getClass().getSimpleName() + ", " + tx;
    }
  }

  static {
    Tree.register(TrainState.class, new AsContainer());
  }

  private final Setup setup;

  /** A tensor, but for trees that a map over this one makes. */
  private final @Nullable Object step;

  private final @Nullable Object params;
  private final @Nullable Object optState;

  private TrainState(
      Setup setup, @Nullable Object step, @Nullable Object params, @Nullable Object optState) {
    this.setup = setup;
    this.step = step;
    this.params = params;
    this.optState = optState;
  }

  /**
   * The state before the first step.
   *
   * @param applyFn what applies parameters: the module, or a function
   * @param params the parameters: any tree of floating tensors
   * @param tx the optimizer
   */
  public static <F, P> TrainState<F, P> create(F applyFn, P params, GradientTransformation tx) {
    Tensor zero = Lax.full(Shape.SCALAR, 0, DType.I32);
    return new TrainState<>(
        new Setup(Objects.requireNonNull(applyFn, "applyFn"), tx), zero, params, tx.init(params));
  }

  /** What applies parameters: the module, or a function. */
  @SuppressWarnings("unchecked") // given to create
  public F applyFn() {
    return (F) setup.applyFn;
  }

  /** The optimizer. */
  public GradientTransformation tx() {
    return setup.tx;
  }

  /** How many steps there were: i32[]. */
  public Tensor step() {
    return (Tensor) Objects.requireNonNull(step);
  }

  /** The parameters. */
  @SuppressWarnings("unchecked") // given to create, or a tree like it
  public P params() {
    return (P) Objects.requireNonNull(params);
  }

  /** The state of the optimizer. */
  public OptState optState() {
    return (OptState) Objects.requireNonNull(optState);
  }

  /**
   * The state after one more step.
   *
   * @param gradients of the loss, a tree like the parameters
   * @throws dev.covector.CovectorException when it is no such tree
   */
  public TrainState<F, P> applyGradients(P gradients) {
    return applyGradients(gradients, ExtraArgs.none());
  }

  /** The state after one more step of an optimizer that asks for more, such as the loss. */
  public TrainState<F, P> applyGradients(P gradients, ExtraArgs extra) {
    Updated<P> updated = setup.tx.update(gradients, optState(), params(), extra);
    P next = Optax.applyUpdates(params(), updated.updates());
    return new TrainState<>(setup, step().plus(1), next, updated.state());
  }

  /** This state with other parameters. */
  public TrainState<F, P> withParams(P others) {
    return new TrainState<>(setup, step, others, optState);
  }

  /** This state with another state of the optimizer. */
  public TrainState<F, P> withOptState(OptState other) {
    return new TrainState<>(setup, step, params, other);
  }

  /** This state at another step. */
  public TrainState<F, P> withStep(Tensor other) {
    return new TrainState<>(setup, other, params, optState);
  }

  /** This state with an optimizer that begins anew. */
  public TrainState<F, P> withOptimizer(GradientTransformation other) {
    return new TrainState<>(new Setup(setup.applyFn, other), step, params, other.init(params()));
  }

  @Override
  public String toString() {
    return "TrainState(" + setup + ", step " + step + ")";
  }

  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  private static final class AsContainer implements ContainerType<TrainState> {
    @Override
    public List<?> children(TrainState node) {
      return Arrays.asList(node.step, node.params, node.optState);
    }

    @Override
    public Object staticData(TrainState node) {
      return node.setup;
    }

    @Override
    public List<String> names(TrainState node) {
      return List.of("step", "params", "opt_state");
    }

    @Override
    public TrainState rebuild(@Nullable Object staticData, List<?> children) {
      Setup setup = (Setup) Objects.requireNonNull(staticData);
      return new TrainState<>(setup, children.get(0), children.get(1), children.get(2));
    }
  }
}
