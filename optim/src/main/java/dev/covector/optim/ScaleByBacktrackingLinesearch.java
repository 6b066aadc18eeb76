package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scales a direction of descent by a step that is shortened until the loss falls enough. It needs
 * the loss, the gradient and the loss as a function.
 *
 * <p>Armijo 1966; Vaswani et al. 2019, "Painless Stochastic Gradient".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.sgd(1), Optax.scaleByBacktrackingLinesearch(15));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param maxBacktrackingSteps how often the step may be shortened
 * @param slopeRtol the part of the slope that the loss has to fall by
 * @param decreaseFactor what the step is shortened by
 * @param increaseFactor what the first guess is longer by than the step before
 * @param maxLearningRate the largest step
 * @param atol how much less the loss may fall
 * @param rtol how much less it may fall, relative
 * @param storeGrad whether the gradient there is kept, for {@link Optax#valueAndGradFromState}
 */
public record ScaleByBacktrackingLinesearch(
    int maxBacktrackingSteps,
    Hyperparameter slopeRtol,
    Hyperparameter decreaseFactor,
    Hyperparameter increaseFactor,
    Hyperparameter maxLearningRate,
    Hyperparameter atol,
    Hyperparameter rtol,
    boolean storeGrad)
    implements GradientTransformation {
  /**
   * What was found.
   *
   * @param learningRate the step
   * @param value the loss there
   * @param grad the gradient there; null where it is not kept
   */
  public record State(Tensor learningRate, Tensor value, @Nullable Object grad)
      implements OptState, LineSearchMemory {}

  ScaleByBacktrackingLinesearch(int maxBacktrackingSteps) {
    this(
        maxBacktrackingSteps,
        Hyperparameter.of(1e-4),
        Hyperparameter.of(0.8),
        Hyperparameter.of(1.5),
        Hyperparameter.of(1.0),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0),
        false);
  }

  /** These with another {@code slopeRtol}: the part of the slope that the loss has to fall by. */
  public ScaleByBacktrackingLinesearch slopeRtol(double slopeRtol) {
    return Components.with(this, "slopeRtol", slopeRtol);
  }

  /** These with another {@code decreaseFactor}: what the step is shortened by. */
  public ScaleByBacktrackingLinesearch decreaseFactor(double decreaseFactor) {
    return Components.with(this, "decreaseFactor", decreaseFactor);
  }

  /**
   * These with another {@code increaseFactor}: what the first guess is longer by than the step
   * before.
   */
  public ScaleByBacktrackingLinesearch increaseFactor(double increaseFactor) {
    return Components.with(this, "increaseFactor", increaseFactor);
  }

  /** These with another {@code maxLearningRate}: the largest step. */
  public ScaleByBacktrackingLinesearch maxLearningRate(double maxLearningRate) {
    return Components.with(this, "maxLearningRate", maxLearningRate);
  }

  /** These with another {@code atol}: how much less the loss may fall. */
  public ScaleByBacktrackingLinesearch atol(double atol) {
    return Components.with(this, "atol", atol);
  }

  /** These with another {@code rtol}: how much less it may fall, relative. */
  public ScaleByBacktrackingLinesearch rtol(double rtol) {
    return Components.with(this, "rtol", rtol);
  }

  /**
   * These with another {@code storeGrad}: whether the gradient there is kept, for {@link
   * Optax#valueAndGradFromState}.
   */
  public ScaleByBacktrackingLinesearch storeGrad(boolean storeGrad) {
    return Components.with(this, "storeGrad", storeGrad);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.widest(params);
    return new State(
        Numpy.ones(Shape.of(), dtype),
        Numpy.full(Shape.of(), Double.POSITIVE_INFINITY, dtype),
        storeGrad ? Moments.zeros(params) : null);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_backtracking_linesearch");
    }
    Agreement.check("scale_by_backtracking_linesearch", updates, params);
    Scalar slopeRtol = Scalar.of("slopeRtol", this.slopeRtol);
    Scalar decreaseFactor = Scalar.of("decreaseFactor", this.decreaseFactor);
    Scalar increaseFactor = Scalar.of("increaseFactor", this.increaseFactor);
    Scalar maxLearningRate = Scalar.of("maxLearningRate", this.maxLearningRate);
    Scalar atol = Scalar.of("atol", this.atol);
    Scalar rtol = Scalar.of("rtol", this.rtol);
    State s = Agreement.state("scale_by_backtracking_linesearch", state, State.class);
    Function<Object, Tensor> loss =
        extra
            .valueFn()
            .orElseThrow(
                () ->
                    new OptimException(
                        "scale_by_backtracking_linesearch needs the loss, its gradient and the loss"
                            + " as a function: call update(grads, state, params,"
                            + " ExtraArgs.none().value(loss).grad(grads).valueFn(f))"));
    DType dtype = s.learningRate().dtype();
    Tensor value = extra.requireValue("scale_by_backtracking_linesearch").astype(dtype);
    Tensor slope = TreeMath.vdot(updates, extra.grad().orElse(updates)).astype(dtype);
    Tensor slack = rtol.times(value.abs()).plus(atol.tensor());
    Tensor guess =
        Numpy.minimum(s.learningRate().times(increaseFactor.tensor()), maxLearningRate.tensor())
            .astype(dtype);
    Trial first = trial(loss, params, updates, guess, Counts.zero());
    Trial last =
        Lax.whileLoop(
            (Trial t) -> {
              Tensor bound = slopeRtol.times(t.step()).times(slope).plus(value).plus(slack);
              Tensor fell = t.value().le(bound);
              return Numpy.logicalAnd(Numpy.logicalNot(fell), t.count().lt(maxBacktrackingSteps));
            },
            t ->
                trial(
                    loss,
                    params,
                    updates,
                    t.step().times(decreaseFactor.tensor()).astype(dtype),
                    t.count().plus(1)),
            first);
    Object grad = storeGrad ? Line.at(loss, params, updates, last.step()).grad() : null;
    P scaled = Leafwise.map(u -> last.step().times(u).astype(u.dtype()), updates);
    return new Updated<>(scaled, new State(last.step(), last.value(), grad));
  }

  @Override
  public boolean needsParams() {
    return true;
  }

  /** A step, the loss there, and how often the step was shortened. */
  record Trial(Tensor step, Tensor value, Tensor count) {}

  private static Trial trial(
      Function<Object, Tensor> loss, Object params, Object direction, Tensor step, Tensor count) {
    Object point =
        Leafwise.map((p, d) -> p.plus(step.times(d)).astype(p.dtype()), params, direction);
    return new Trial(step, loss.apply(point).astype(step.dtype()), count);
  }
}
