package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that takes one step for several mini-batches: gradients are averaged (or added up)
 * over k calls; the updates of the calls in between are zeros.
 *
 * <pre>{@code
 * MultiSteps tx = Optax.multiSteps(Optax.adam(1e-3), 4);
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step = tx.update(params.times(2), tx.init(params), params);
 * boolean moved = tx.hasUpdated(step.state()).toBoolean(); // false
 * }</pre>
 *
 * @param inner the optimizer
 * @param everyK the number of calls for a step, by the number of steps: i32 scalars
 * @param useGradMean whether gradients are averaged, not added up
 * @param shouldSkip which gradients are ignored; null for none
 * @param accumulatorDtype the dtype of the average
 */
public record MultiSteps(
    GradientTransformation inner,
    Schedule everyK,
    boolean useGradMean,
    @Nullable SkipRule shouldSkip,
    DType accumulatorDtype)
    implements GradientTransformation {
  /**
   * The state.
   *
   * @param miniStep the number of calls since the last step, i32
   * @param gradientStep the number of steps, i32
   * @param inner the state of the optimizer
   * @param accumulated the average so far
   * @param skip what the rule said of the last gradients; empty without a rule
   */
  public record State(
      Tensor miniStep,
      Tensor gradientStep,
      OptState inner,
      Object accumulated,
      Map<String, Tensor> skip)
      implements OptState {}

  MultiSteps(GradientTransformation inner, Schedule everyK) {
    this(inner, everyK, true, null, DType.F32);
  }

  /** These with another {@code useGradMean}: whether gradients are averaged, not added up. */
  public MultiSteps useGradMean(boolean useGradMean) {
    return Components.with(this, "useGradMean", useGradMean);
  }

  /** These with another rule of which gradients are ignored. */
  public MultiSteps shouldSkip(SkipRule shouldSkip) {
    return Components.with(this, "shouldSkip", shouldSkip);
  }

  /** These with another dtype of the average. */
  public MultiSteps accumulatorDtype(DType accumulatorDtype) {
    return Components.with(this, "accumulatorDtype", accumulatorDtype);
  }

  @Override
  public OptState init(Object params) {
    Tensor step = Counts.zero();
    Map<String, Tensor> skip =
        shouldSkip == null
            ? Map.of()
            : shouldSkip.apply(Moments.zeros(params), step).measurements();
    return new State(
        Counts.zero(), step, inner.init(params), Moments.zeros(params, accumulatorDtype), skip);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("multi_steps", state, State.class);
    Agreement.require(
        "multi_steps", "the gradients", updates, "the moments of the state", s.accumulated());
    if (shouldSkip == null) {
      return accumulate(updates, s, params, extra, Map.of());
    }
    SkipRule.Verdict verdict = shouldSkip.apply(updates, s.gradientStep());
    Map<String, Tensor> skip = verdict.measurements();
    return Lax.cond(
        verdict.shouldSkip(),
        () ->
            new Updated<>(
                Moments.zeros(updates),
                new State(s.miniStep(), s.gradientStep(), s.inner(), s.accumulated(), skip)),
        () -> accumulate(updates, s, params, extra, skip));
  }

  private <P> Updated<P> accumulate(
      P updates, State s, @Nullable P params, ExtraArgs extra, Map<String, Tensor> skip) {
    Tensor k = everyK.apply(s.gradientStep());
    Tensor number = s.miniStep().plus(1);
    P mean =
        Leafwise.map(
            (g, acc) -> useGradMean ? acc.plus(g.minus(acc).div(number)) : g.plus(acc),
            updates,
            s.accumulated());
    Tensor isLast = s.miniStep().eq(k.minus(1));
    Updated<P> step =
        Lax.cond(
            isLast,
            () ->
                inner.update(
                    Leafwise.map((m, g) -> m.astype(g.dtype()), mean, updates),
                    s.inner(),
                    params,
                    extra),
            () -> new Updated<>(Moments.zeros(updates), s.inner()));
    Object rest =
        Leafwise.map(m -> Numpy.where(isLast, 0, m).astype(accumulatorDtype), (Object) mean);
    State next =
        new State(
            Counts.increment(s.miniStep()).rem(k).astype(DType.I32),
            Numpy.where(isLast, Counts.increment(s.gradientStep()), s.gradientStep()),
            step.state(),
            rest,
            skip);
    return new Updated<>(step.updates(), next);
  }

  /** Whether the last call took a step of the optimizer: a bool scalar. */
  public Tensor hasUpdated(OptState state) {
    State s = Agreement.state("multi_steps", state, State.class);
    return Numpy.logicalAnd(s.miniStep().eq(0), s.gradientStep().gt(0));
  }

  @Override
  public boolean needsParams() {
    return inner.needsParams();
  }
}
