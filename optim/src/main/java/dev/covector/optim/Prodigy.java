package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Adam that finds its learning rate, faster than {@link DadaptAdamW}.
 *
 * <p>Mishchenko & Defazio 2023, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.prodigy().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param learningRate a factor of the estimated rate
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param beta3 the decay of the sums; null for the root of b2
 * @param eps what keeps the denominator from 0, outside of the root
 * @param estimLr0 the first estimate
 * @param estimLrCoef a factor of the estimate
 * @param weightDecay the strength of the weight decay
 * @param safeguardWarmup whether the sums leave out the learning rate, for warm-up
 */
public record Prodigy(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    @Nullable Hyperparameter beta3,
    Hyperparameter eps,
    Hyperparameter estimLr0,
    Hyperparameter estimLrCoef,
    Hyperparameter weightDecay,
    boolean safeguardWarmup)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param expAvg the average of gradients
   * @param expAvgSq the average of squares
   * @param gradSum the weighted sum of gradients
   * @param params0 the initial parameters
   * @param estimLr the estimate of the distance
   * @param numeratorWeighted the numerator of the estimate
   * @param count the number of steps, i32
   */
  public record State(
      Object expAvg,
      Object expAvgSq,
      Object gradSum,
      Object params0,
      Tensor estimLr,
      Tensor numeratorWeighted,
      Tensor count)
      implements OptState {}

  Prodigy() {
    this(
        Hyperparameter.of(1.0),
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        null,
        Hyperparameter.of(1e-8),
        Hyperparameter.of(1e-6),
        Hyperparameter.of(1.0),
        Hyperparameter.of(0.0),
        false);
  }

  /** These with another {@code learningRate}: a factor of the estimated rate. */
  public Prodigy learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the estimated rate. */
  public Prodigy learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the estimated rate. */
  public Prodigy learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public Prodigy b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public Prodigy b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code beta3}: the decay of the sums; null for the root of b2. */
  public Prodigy beta3(double beta3) {
    return Components.with(this, "beta3", beta3);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public Prodigy eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code estimLr0}: the first estimate. */
  public Prodigy estimLr0(double estimLr0) {
    return Components.with(this, "estimLr0", estimLr0);
  }

  /** These with another {@code estimLrCoef}: a factor of the estimate. */
  public Prodigy estimLrCoef(double estimLrCoef) {
    return Components.with(this, "estimLrCoef", estimLrCoef);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public Prodigy weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /**
   * These with another {@code safeguardWarmup}: whether the sums leave out the learning rate, for
   * warm-up.
   */
  public Prodigy safeguardWarmup(boolean safeguardWarmup) {
    return Components.with(this, "safeguardWarmup", safeguardWarmup);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.narrowest(params);
    return new State(
        Moments.zeros(params),
        Moments.zeros(params),
        Moments.zeros(params),
        Leafwise.map(Copies::of, params),
        Scalar.of("estimLr0", estimLr0).strong(dtype),
        Numpy.zeros(Shape.of(), dtype),
        Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("prodigy");
    }
    Agreement.check("prodigy", updates, params);
    State s = Agreement.state("prodigy", state, State.class);
    Agreement.require("prodigy", "the gradients", updates, "the moments of the state", s.expAvg());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar estimLr0 = Scalar.of("estimLr0", this.estimLr0);
    Scalar estimLrCoef = Scalar.of("estimLrCoef", this.estimLrCoef);
    Scalar weightDecay = Scalar.of("weightDecay", this.weightDecay);
    Scalar decay = beta3 == null ? b2.sqrt() : Scalar.of("beta3", beta3);
    Tensor count = Counts.increment(s.count());
    Tensor correction =
        Numpy.subtract(1, b2.powInteger(count)).sqrt().div(Numpy.subtract(1, b1.powInteger(count)));
    Tensor before = s.estimLr();
    Tensor rate =
        before
            .times(Scalar.at(learningRate, s.count()).tensor())
            .times(correction)
            .astype(before.dtype());
    Object scaled = Leafwise.map(before::times, (Object) updates);
    Object way = Leafwise.map((p0, p) -> p0.minus(p), s.params0(), params);
    Tensor product = TreeMath.vdot(updates, way);
    Object mean =
        Leafwise.map((m, g) -> b1.times(m).plus(b1.complement().times(g)), s.expAvg(), scaled);
    Object squares =
        Leafwise.map(
            (v, g) -> b2.times(v).plus(b2.complement().times(g).times(g)), s.expAvgSq(), scaled);
    Tensor weight = safeguardWarmup ? before : rate;
    Object sums =
        Leafwise.map(
            (sum, g) -> decay.times(sum).plus(weight.times(g).div(estimLr0.tensor())),
            s.gradSum(),
            scaled);
    Tensor numerator =
        decay
            .times(s.numeratorWeighted())
            .plus(before.div(estimLr0.tensor()).times(rate).times(product));
    Tensor found = estimLrCoef.times(numerator).div(TreeMath.norm(sums, 1));
    Tensor estimate = Numpy.maximum(before, found).astype(before.dtype());
    P steps =
        Leafwise.map(
            (g, m, v, p) ->
                weightDecay
                    .negated()
                    .times(rate)
                    .times(p)
                    .minus(rate.times(m).div(v.sqrt().plus(estimate.times(eps.tensor())))),
            updates,
            mean,
            squares,
            params);
    State next =
        new State(
            mean,
            squares,
            sums,
            s.params0(),
            estimate,
            numerator.astype(s.numeratorWeighted().dtype()),
            count);
    return new Updated<>(steps, next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
