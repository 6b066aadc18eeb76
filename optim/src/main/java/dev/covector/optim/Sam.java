package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Sharpness-aware minimization: steps uphill, then a step from where it began by the gradient
 * there. Each {@code update} is one of the steps: the parameters move with it.
 *
 * <p>Foret et al. 2021, "Sharpness-Aware Minimization for Efficiently Improving Generalization".
 *
 * <pre>{@code
 * GradientTransformation uphill = Optax.chain(Contrib.normalize(), Optax.sgd(0.05));
 * GradientTransformation tx = Contrib.sam(Optax.adam(0.1), uphill);
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param optimizer the optimizer
 * @param adversary the optimizer of the steps uphill
 * @param syncPeriod how many steps make one of the optimizer
 * @param resetState whether the state of the adversary begins anew
 */
public record Sam(
    GradientTransformation optimizer,
    GradientTransformation adversary,
    int syncPeriod,
    boolean resetState)
    implements GradientTransformation {
  /**
   * The state.
   *
   * @param stepsSinceSync the number of steps uphill, i32
   * @param optimizer the state of the optimizer
   * @param adversary the state of the adversary
   * @param cache the parameters where it began
   */
  public record State(Tensor stepsSinceSync, OptState optimizer, OptState adversary, Object cache)
      implements OptState {}

  /** Checks the period. */
  public Sam {
    if (syncPeriod < 1) {
      throw new OptimException("sam: syncPeriod is " + syncPeriod + "; it must be at least 1");
    }
  }

  Sam(GradientTransformation optimizer, GradientTransformation adversary) {
    this(optimizer, adversary, 2, true);
  }

  /** These with another {@code syncPeriod}: how many steps make one of the optimizer. */
  public Sam syncPeriod(int syncPeriod) {
    return Components.with(this, "syncPeriod", syncPeriod);
  }

  /** These with another {@code resetState}: whether the state of the adversary begins anew. */
  public Sam resetState(boolean resetState) {
    return Components.with(this, "resetState", resetState);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Counts.zero(),
        optimizer.init(params),
        adversary.init(params),
        Leafwise.map(Copies::of, params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("sam");
    }
    Agreement.check("sam", updates, params);
    State s = Agreement.state("sam", state, State.class);
    Agreement.require("sam", "the gradients", updates, "the moments of the state", s.cache());
    Tensor isFirst = s.stepsSinceSync().eq(0);
    Tensor isLast = s.stepsSinceSync().eq(syncPeriod - 1);
    Updated<P> up = adversary.update(updates, s.adversary(), params, extra);
    @SuppressWarnings("unchecked") // the cache has the tree of the parameters
    P origin = (P) s.cache();
    Updated<P> down = optimizer.update(updates, s.optimizer(), origin, extra);
    P steps =
        Leafwise.map(
            (u, a, c, p) -> Numpy.where(isLast, c.minus(p).plus(u), a.unaryMinus()),
            down.updates(),
            up.updates(),
            s.cache(),
            params);
    Object cache = TreeMath.where(isFirst, (Object) params, s.cache());
    OptState rest = resetState ? adversary.init(params) : s.adversary();
    State next =
        new State(
            s.stepsSinceSync().plus(1).rem(syncPeriod),
            TreeMath.where(isLast, down.state(), s.optimizer()),
            TreeMath.where(isLast, rest, up.state()),
            cache);
    return new Updated<>(steps, next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
