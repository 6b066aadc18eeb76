package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import org.jspecify.annotations.Nullable;

/**
 * Divides the average of gradients by an average of the diagonal of the Hessian, and clips. The
 * usual estimate of the diagonal needs the loss as a function: {@link ExtraArgs#valueFn}.
 *
 * <p>Liu et al. 2023, "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model
 * Pre-training", with random signs in place of normal numbers.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleBySophia(), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of the diagonal
 * @param eps the least denominator
 * @param gamma what the diagonal is multiplied by
 * @param clipThreshold the bound of each element; null for none
 * @param updateInterval after how many steps the diagonal is estimated again
 * @param hessianDiagonalFn what estimates the diagonal: its updates are that
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 */
public record ScaleBySophia(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter gamma,
    @Nullable Hyperparameter clipThreshold,
    int updateInterval,
    GradientTransformation hessianDiagonalFn,
    @Nullable DType muDtype)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the average of gradients
   * @param nu the average of the diagonal
   * @param inner the state of what estimates the diagonal
   */
  public record State(Tensor count, Object mu, Object nu, OptState inner) implements OptState {}

  /** Checks the interval. */
  public ScaleBySophia {
    if (updateInterval < 1) {
      throw new OptimException(
          "scale_by_sophia: updateInterval is " + updateInterval + "; it must be at least 1");
    }
  }

  ScaleBySophia() {
    this(
        Hyperparameter.of(0.965),
        Hyperparameter.of(0.99),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.01),
        Hyperparameter.of(1.0),
        10,
        new HutchinsonEstimator(Random.key(0)),
        null);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleBySophia b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of the diagonal. */
  public ScaleBySophia b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: the least denominator. */
  public ScaleBySophia eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code gamma}: what the diagonal is multiplied by. */
  public ScaleBySophia gamma(double gamma) {
    return Components.with(this, "gamma", gamma);
  }

  /** These with another {@code clipThreshold}: the bound of each element; null for none. */
  public ScaleBySophia clipThreshold(double clipThreshold) {
    return Components.with(this, "clipThreshold", clipThreshold);
  }

  /**
   * These with another {@code updateInterval}: after how many steps the diagonal is estimated
   * again.
   */
  public ScaleBySophia updateInterval(int updateInterval) {
    return Components.with(this, "updateInterval", updateInterval);
  }

  /**
   * These with another {@code hessianDiagonalFn}: what estimates the diagonal: its updates are
   * that.
   */
  public ScaleBySophia hessianDiagonalFn(GradientTransformation hessianDiagonalFn) {
    return Components.with(this, "hessianDiagonalFn", hessianDiagonalFn);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public ScaleBySophia muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These without clipping. */
  public ScaleBySophia withoutClipping() {
    return Components.with(this, "clipThreshold", null);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Counts.zero(),
        Moments.zeros(params, muDtype),
        Moments.zeros(params),
        hessianDiagonalFn.init(params));
  }

  /** The diagonal's average, and the state of what estimates it. */
  record Diagonal(Object nu, OptState inner) {}

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_sophia");
    }
    Agreement.check("scale_by_sophia", updates, params);
    State s = Agreement.state("scale_by_sophia", state, State.class);
    Agreement.require(
        "scale_by_sophia", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Tensor eps = Scalar.of("eps", this.eps).tensor();
    Scalar gamma = Scalar.of("gamma", this.gamma);
    Tensor count = Counts.increment(s.count());
    Object mu = Moments.update(updates, s.mu(), b1, 1);
    P steps =
        Leafwise.map(
            (g, m, h) -> bounded(m.div(Numpy.maximum(gamma.times(h), eps))),
            updates,
            Moments.corrected(mu, b1, count),
            s.nu());
    Diagonal diagonal =
        Lax.cond(
            s.count().rem(updateInterval).eq(0),
            () -> {
              Updated<P> found = hessianDiagonalFn.update(updates, s.inner(), params, extra);
              return new Diagonal(Moments.update(found.updates(), s.nu(), b2, 1), found.state());
            },
            () -> new Diagonal(s.nu(), s.inner()));
    State next = new State(count, Moments.cast(mu, muDtype), diagonal.nu, diagonal.inner);
    return new Updated<>(steps, next);
  }

  private Tensor bounded(Tensor x) {
    if (clipThreshold == null) {
      return x;
    }
    Scalar bound = Scalar.of("clipThreshold", clipThreshold);
    return x.clip(bound.negated().tensor(), bound.tensor());
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
