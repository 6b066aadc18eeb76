package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scales a direction of descent by a step that satisfies the strong Wolfe conditions: the loss
 * falls enough, and its slope flattens enough. It needs the loss, the gradient and the loss as a
 * function.
 *
 * <p>Nocedal & Wright 2006, "Numerical Optimization", Algorithms 3.5 and 3.6; the approximate
 * condition near a minimum: Hager & Zhang 2005.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.sgd(1), Optax.scaleByZoomLinesearch(15));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param maxLinesearchSteps how often the loss may be evaluated
 * @param maxLearningRate the largest step; null for none
 * @param increaseFactor what the step grows by while no interval is found
 * @param slopeRtol the part of the first slope that the loss has to fall by
 * @param curvRtol the part of the first slope that is flat enough
 * @param approxDecRtol how much the loss may rise, relative, where the slope says it fell; null for
 *     not at all
 * @param intervalThreshold the length at which an interval is given up
 * @param keepsStep whether the first guess is the step before, and not 1
 */
public record ScaleByZoomLinesearch(
    int maxLinesearchSteps,
    @Nullable Hyperparameter maxLearningRate,
    Hyperparameter increaseFactor,
    Hyperparameter slopeRtol,
    Hyperparameter curvRtol,
    @Nullable Hyperparameter approxDecRtol,
    Hyperparameter intervalThreshold,
    boolean keepsStep)
    implements GradientTransformation {
  /**
   * What was found.
   *
   * @param learningRate the step
   * @param value the loss there
   * @param grad the gradient there
   */
  public record State(Tensor learningRate, Tensor value, Object grad)
      implements OptState, LineSearchMemory {}

  ScaleByZoomLinesearch(int maxLinesearchSteps) {
    this(
        maxLinesearchSteps,
        null,
        Hyperparameter.of(2.0),
        Hyperparameter.of(1e-4),
        Hyperparameter.of(0.9),
        Hyperparameter.of(1e-6),
        Hyperparameter.of(1e-5),
        true);
  }

  /** These with another {@code maxLearningRate}: the largest step; null for none. */
  public ScaleByZoomLinesearch maxLearningRate(double maxLearningRate) {
    return Components.with(this, "maxLearningRate", maxLearningRate);
  }

  /**
   * These with another {@code increaseFactor}: what the step grows by while no interval is found.
   */
  public ScaleByZoomLinesearch increaseFactor(double increaseFactor) {
    return Components.with(this, "increaseFactor", increaseFactor);
  }

  /**
   * These with another {@code slopeRtol}: the part of the first slope that the loss has to fall by.
   */
  public ScaleByZoomLinesearch slopeRtol(double slopeRtol) {
    return Components.with(this, "slopeRtol", slopeRtol);
  }

  /** These with another {@code curvRtol}: the part of the first slope that is flat enough. */
  public ScaleByZoomLinesearch curvRtol(double curvRtol) {
    return Components.with(this, "curvRtol", curvRtol);
  }

  /**
   * These with another {@code approxDecRtol}: how much the loss may rise, relative, where the slope
   * says it fell; null for not at all.
   */
  public ScaleByZoomLinesearch approxDecRtol(double approxDecRtol) {
    return Components.with(this, "approxDecRtol", approxDecRtol);
  }

  /** These with another {@code intervalThreshold}: the length at which an interval is given up. */
  public ScaleByZoomLinesearch intervalThreshold(double intervalThreshold) {
    return Components.with(this, "intervalThreshold", intervalThreshold);
  }

  /**
   * These with another {@code keepsStep}: whether the first guess is the step before, and not 1.
   */
  public ScaleByZoomLinesearch keepsStep(boolean keepsStep) {
    return Components.with(this, "keepsStep", keepsStep);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.widest(params);
    return new State(
        Numpy.ones(Shape.of(), dtype),
        Numpy.full(Shape.of(), Double.POSITIVE_INFINITY, dtype),
        Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_zoom_linesearch");
    }
    Agreement.check("scale_by_zoom_linesearch", updates, params);
    Scalar increaseFactor = Scalar.of("increaseFactor", this.increaseFactor);
    Scalar slopeRtol = Scalar.of("slopeRtol", this.slopeRtol);
    Scalar curvRtol = Scalar.of("curvRtol", this.curvRtol);
    Scalar intervalThreshold = Scalar.of("intervalThreshold", this.intervalThreshold);
    State s = Agreement.state("scale_by_zoom_linesearch", state, State.class);
    Function<Object, Tensor> loss =
        extra
            .valueFn()
            .orElseThrow(
                () ->
                    new OptimException(
                        "scale_by_zoom_linesearch needs the loss, its gradient and the loss as a"
                            + " function: call update(grads, state, params,"
                            + " ExtraArgs.none().value(loss).grad(grads).valueFn(f))"));
    DType dtype = s.learningRate().dtype();
    Tensor value = extra.requireValue("scale_by_zoom_linesearch").astype(dtype);
    Object grad =
        extra
            .grad()
            .orElseThrow(
                () ->
                    new OptimException(
                        "scale_by_zoom_linesearch needs the gradient at the parameters:"
                            + " ExtraArgs.none().value(loss).grad(grads).valueFn(f)"));
    Tensor slope = TreeMath.vdot(updates, grad).astype(dtype);
    Line start = new Line(Numpy.zeros(Shape.of(), dtype), value, slope, grad);
    ZoomSearch search =
        new ZoomSearch(
            loss,
            params,
            updates,
            start,
            slopeRtol.tensor(),
            curvRtol.tensor(),
            approxDecRtol == null ? null : Scalar.of("approxDecRtol", approxDecRtol).tensor(),
            increaseFactor.tensor(),
            intervalThreshold.tensor(),
            maxLearningRate == null ? null : Scalar.of("maxLearningRate", maxLearningRate).tensor(),
            maxLinesearchSteps);
    Tensor guess = keepsStep ? s.learningRate() : Lax.fullLike(s.learningRate(), 1);
    Line found = search.run(guess);
    P scaled = Leafwise.map(u -> found.step().times(u).astype(u.dtype()), updates);
    return new Updated<>(scaled, new State(found.step(), found.value(), found.grad()));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
