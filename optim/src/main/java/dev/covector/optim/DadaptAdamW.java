package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * AdamW that finds its learning rate.
 *
 * <p>Defazio & Mishchenko 2023, "Learning-Rate-Free Learning by D-Adaptation".
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.dadaptAdamw().weightDecay(0.01);
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param learningRate a factor of the estimated rate
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squares
 * @param eps what keeps the denominator from 0, outside of the root
 * @param estimLr0 the first estimate
 * @param weightDecay the strength of the weight decay
 */
public record DadaptAdamW(
    Hyperparameter learningRate,
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter estimLr0,
    Hyperparameter weightDecay)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param expAvg the average of gradients
   * @param expAvgSq the average of squares
   * @param gradSum the weighted sum of gradients
   * @param estimLr the estimate of the distance
   * @param numeratorWeighted the numerator of the estimate
   * @param count the number of steps, i32
   */
  public record State(
      Object expAvg,
      Object expAvgSq,
      Object gradSum,
      Tensor estimLr,
      Tensor numeratorWeighted,
      Tensor count)
      implements OptState {}

  DadaptAdamW() {
    this(
        Hyperparameter.of(1.0),
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.999),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(1e-6),
        Hyperparameter.of(0.0));
  }

  /** These with another {@code learningRate}: a factor of the estimated rate. */
  public DadaptAdamW learningRate(double learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the estimated rate. */
  public DadaptAdamW learningRate(Tensor learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code learningRate}: a factor of the estimated rate. */
  public DadaptAdamW learningRate(Schedule learningRate) {
    return Components.with(this, "learningRate", learningRate);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public DadaptAdamW b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public DadaptAdamW b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public DadaptAdamW eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code estimLr0}: the first estimate. */
  public DadaptAdamW estimLr0(double estimLr0) {
    return Components.with(this, "estimLr0", estimLr0);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public DadaptAdamW weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.narrowest(params);
    return new State(
        Moments.zeros(params),
        Moments.zeros(params),
        Moments.zeros(params),
        Scalar.of("estimLr0", estimLr0).strong(dtype),
        Numpy.zeros(Shape.of(), dtype),
        Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("dadapt_adam_w");
    }
    Agreement.check("dadapt_adam_w", updates, params);
    State s = Agreement.state("dadapt_adam_w", state, State.class);
    Agreement.require(
        "dadapt_adam_w", "the gradients", updates, "the moments of the state", s.expAvg());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar weightDecay = Scalar.of("weightDecay", this.weightDecay);
    Scalar root = b2.sqrt();
    Scalar rest = root.complement();
    Tensor count = Counts.increment(s.count());
    Tensor correction =
        Numpy.subtract(1, b2.powInteger(count)).sqrt().div(Numpy.subtract(1, b1.powInteger(count)));
    DType dtype = s.numeratorWeighted().dtype();
    Tensor rate =
        s.estimLr()
            .times(Scalar.at(learningRate, s.count()).tensor())
            .times(correction)
            .astype(dtype);
    Object weighted =
        Leafwise.map((sum, v) -> sum.div(v.sqrt().plus(eps.tensor())), s.gradSum(), s.expAvgSq());
    Tensor product = TreeMath.vdot(updates, weighted);
    Object mean =
        Leafwise.map(
            (m, g) -> b1.times(m).plus(b1.complement().times(rate).times(g)), s.expAvg(), updates);
    Object squares =
        Leafwise.map(
            (v, g) -> b2.times(v).plus(b2.complement().times(g).times(g)), s.expAvgSq(), updates);
    Object sums =
        Leafwise.map(
            (sum, g) -> root.times(sum).plus(rest.times(rate).times(g)), s.gradSum(), updates);
    Tensor size = TreeMath.norm(sums, 1);
    Tensor numerator = root.times(s.numeratorWeighted()).plus(rest.times(rate).times(product));
    Tensor estimate = Numpy.maximum(s.estimLr(), numerator.div(rest.times(size)));
    P steps =
        Leafwise.map(
            (g, m, v, p) ->
                weightDecay
                    .negated()
                    .times(rate)
                    .times(p)
                    .minus(m.div(v.sqrt().plus(eps.tensor()))),
            updates,
            mean,
            squares,
            params);
    State next =
        new State(mean, squares, sums, estimate.astype(dtype), numerator.astype(dtype), count);
    return new Updated<>(steps, next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
