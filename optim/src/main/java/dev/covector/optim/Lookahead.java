package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer whose parameters are pulled back, every few steps, to slow ones that follow them.
 * Parameters and updates are {@link LookaheadParams}; gradients are those of the fast ones.
 *
 * <p>Zhang et al. 2019, "Lookahead Optimizer: k steps forward, 1 step back".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.lookahead(Optax.adam(0.1), 5, 0.5);
 * LookaheadParams params = LookaheadParams.initSynced(Tensor.of(new float[] {1, 2}));
 * OptState state = tx.init(params);
 * Object grads = Tensor.of(new float[] {2, 4});
 * Updated<Object> step = tx.update(grads, state, (Object) params);
 * Object next = Optax.applyUpdates((Object) params, step.updates());
 * }</pre>
 *
 * @param fastOptimizer the optimizer
 * @param syncPeriod how many steps there are between pulls
 * @param slowStepSize the part of the way that the slow ones go
 * @param resetState whether the state of the optimizer begins anew after a pull
 */
public record Lookahead(
    GradientTransformation fastOptimizer,
    int syncPeriod,
    Hyperparameter slowStepSize,
    boolean resetState)
    implements GradientTransformation {
  /**
   * The state.
   *
   * @param fastState the state of the optimizer
   * @param stepsSinceSync the number of steps since the last pull, i32
   */
  public record State(OptState fastState, Tensor stepsSinceSync) implements OptState {}

  /** Checks the period. */
  public Lookahead {
    if (syncPeriod < 1) {
      throw new OptimException(
          "lookahead: syncPeriod is " + syncPeriod + "; it must be at least 1");
    }
  }

  Lookahead(GradientTransformation fastOptimizer, int syncPeriod, Hyperparameter slowStepSize) {
    this(fastOptimizer, syncPeriod, slowStepSize, false);
  }

  /**
   * These with another {@code resetState}: whether the state of the optimizer begins anew after a
   * pull.
   */
  public Lookahead resetState(boolean resetState) {
    return Components.with(this, "resetState", resetState);
  }

  @Override
  public OptState init(Object params) {
    Object fast = params instanceof LookaheadParams both ? both.fast() : params;
    return new State(fastOptimizer.init(fast), Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("lookahead", state, State.class);
    Scalar slowStepSize = Scalar.of("slowStepSize", this.slowStepSize);
    if (!(params instanceof LookaheadParams(Object fast, Object slow))) {
      throw new OptimException(
          "lookahead needs the parameters as LookaheadParams: begin with"
              + " LookaheadParams.initSynced(params)");
    }
    Object grads = updates instanceof LookaheadParams both ? both.fast() : updates;
    Updated<Object> step = fastOptimizer.update(grads, s.fastState(), fast, extra);
    Tensor pulls = s.stepsSinceSync().eq(syncPeriod - 1);
    Object way = Leafwise.map((f, u, w) -> f.plus(u).minus(w), fast, step.updates(), slow);
    Object slowStep = Leafwise.map(d -> Numpy.where(pulls, slowStepSize.times(d), 0), way);
    Object fastStep =
        Leafwise.map(
            (u, d) -> Numpy.where(pulls, u.minus(slowStepSize.complement().times(d)), u),
            step.updates(),
            way);
    OptState inner =
        resetState ? TreeMath.where(pulls, fastOptimizer.init(fast), step.state()) : step.state();
    Tensor since = s.stepsSinceSync().plus(1).rem(syncPeriod);
    @SuppressWarnings("unchecked") // the updates have the tree of the parameters
    P both = (P) new LookaheadParams(fastStep, slowStep);
    return new Updated<>(both, new State(inner, since));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
