package dev.covector.optim;

import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies by an estimate of the inverse Hessian from the last steps.
 *
 * <p>Nocedal & Wright 2006, "Numerical Optimization", Algorithm 7.4.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByLbfgs().scaleInitPrecond(false), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param memorySize how many steps are remembered
 * @param scaleInitPrecond whether the estimate begins with the scale of the last step, and not with
 *     1
 */
public record ScaleByLbfgs(int memorySize, boolean scaleInitPrecond)
    implements GradientTransformation {
  /**
   * The last steps.
   *
   * @param count the number of steps, i32
   * @param params the parameters of the step before
   * @param updates the gradients of the step before
   * @param diffParams the last changes of the parameters, stacked
   * @param diffUpdates the last changes of the gradients, stacked
   * @param weights one over their inner products
   */
  public record State(
      Tensor count,
      Object params,
      Object updates,
      Object diffParams,
      Object diffUpdates,
      Tensor weights)
      implements OptState {}

  /** Checks the size. */
  public ScaleByLbfgs {
    if (memorySize < 1) {
      throw new OptimException(
          "scale_by_lbfgs: memorySize is " + memorySize + "; it must be at least 1");
    }
  }

  ScaleByLbfgs() {
    this(10, true);
  }

  /** These with another {@code memorySize}: how many steps are remembered. */
  public ScaleByLbfgs memorySize(int memorySize) {
    return Components.with(this, "memorySize", memorySize);
  }

  /**
   * These with another {@code scaleInitPrecond}: whether the estimate begins with the scale of the
   * last step, and not with 1.
   */
  public ScaleByLbfgs scaleInitPrecond(boolean scaleInitPrecond) {
    return Components.with(this, "scaleInitPrecond", scaleInitPrecond);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Counts.zero(),
        Moments.zeros(params),
        Moments.zeros(params),
        TreeMath.batchShape(Moments.zeros(params), memorySize),
        TreeMath.batchShape(Moments.zeros(params), memorySize),
        Numpy.zeros(Shape.of(memorySize), Defaults.floating()));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_lbfgs");
    }
    Agreement.check("scale_by_lbfgs", updates, params);
    State s = Agreement.state("scale_by_lbfgs", state, State.class);
    Agreement.require(
        "scale_by_lbfgs", "the gradients", updates, "the moments of the state", s.updates());
    Tensor hasBegun = s.count().gt(0);
    Tensor place = s.count().minus(1).rem(memorySize);
    Object dw = started(TreeMath.sub(params, s.params()), hasBegun);
    Object du = started(TreeMath.sub(updates, s.updates()), hasBegun);
    Tensor product = real(TreeMath.vdot(du, dw));
    Tensor weight = Numpy.where(product.eq(0), 0, Numpy.divide(1, product));
    Object diffParams = Leafwise.map((m, x) -> m.at(place).set(x), s.diffParams(), dw);
    Object diffUpdates = Leafwise.map((m, x) -> m.at(place).set(x), s.diffUpdates(), du);
    Tensor weights = s.weights().at(place).set(weight.astype(s.weights().dtype()));
    Tensor scale = Tensor.of(1.0);
    if (scaleInitPrecond) {
      Tensor norm = TreeMath.squaredNorm(du);
      Tensor last = Numpy.where(norm.gt(0), product.div(norm), 1.0);
      Tensor first = Numpy.minimum(1.0, Numpy.divide(1, Lax.stopGradient(TreeMath.norm(updates))));
      scale = Numpy.where(hasBegun, last, first);
    }
    P direction = precondition(updates, diffParams, diffUpdates, weights, scale, s.count());
    State next =
        new State(Counts.increment(s.count()), params, updates, diffParams, diffUpdates, weights);
    return new Updated<>(direction, next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }

  private static Object started(Object tree, Tensor hasBegun) {
    return Leafwise.map(x -> Numpy.where(hasBegun, x, 0), tree);
  }

  private static Tensor real(Tensor x) {
    return x.dtype().isComplex() ? Lax.real(x) : x;
  }

  /** The two-loop recursion, from the newest to the oldest step and back. */
  private <P> P precondition(
      P updates, Object dws, Object dus, Tensor weights, Tensor scale, Tensor count) {
    P vector = updates;
    Tensor[] alphas = new Tensor[memorySize];
    for (int i = memorySize - 1; i >= 0; i--) {
      Tensor index = count.plus(i).rem(memorySize);
      Object dw = Leafwise.map(m -> m.get(index), dws);
      Object du = Leafwise.map(m -> m.get(index), dus);
      Tensor alpha = weights.get(index).times(real(TreeMath.vdot(dw, vector)));
      vector = add(vector, alpha.unaryMinus(), du);
      alphas[i] = alpha;
    }
    vector = Leafwise.map(x -> scale.times(x).astype(x.dtype()), vector);
    for (int i = 0; i < memorySize; i++) {
      Tensor index = count.plus(i).rem(memorySize);
      Object dw = Leafwise.map(m -> m.get(index), dws);
      Object du = Leafwise.map(m -> m.get(index), dus);
      Tensor beta = weights.get(index).times(real(TreeMath.vdot(du, vector)));
      vector = add(vector, alphas[i].minus(beta), dw);
    }
    return vector;
  }

  private static <P> P add(P vector, Tensor factor, Object direction) {
    return Leafwise.map((x, d) -> x.plus(factor.times(d)).astype(x.dtype()), vector, direction);
  }
}
