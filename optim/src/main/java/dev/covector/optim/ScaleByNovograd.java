package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Divides each gradient by the average of its own norm, decays, and keeps the momentum of that.
 *
 * <p>Ginsburg et al. 2019, "Stochastic Gradient Methods with Layer-wise Adaptive Moments".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByNovograd().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the average of gradients
 * @param b2 the decay of the average of squared norms
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 * @param weightDecay the strength of the weight decay
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 */
public record ScaleByNovograd(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter eps,
    Hyperparameter epsRoot,
    Hyperparameter weightDecay,
    @Nullable DType muDtype)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param mu the momentum
   * @param nu the average of the squared norm of each gradient, a scalar each
   */
  public record State(Tensor count, Object mu, Object nu) implements OptState {}

  ScaleByNovograd() {
    this(
        Hyperparameter.of(0.9),
        Hyperparameter.of(0.25),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0),
        Hyperparameter.of(0.0),
        null);
  }

  /** These with another {@code b1}: the decay of the average of gradients. */
  public ScaleByNovograd b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squared norms. */
  public ScaleByNovograd b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByNovograd eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleByNovograd epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  /** These with another {@code weightDecay}: the strength of the weight decay. */
  public ScaleByNovograd weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public ScaleByNovograd muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  @Override
  public OptState init(Object params) {
    Object nu = Leafwise.map(p -> Numpy.zeros(Shape.of(), p.dtype()), params);
    return new State(Counts.zero(), Moments.zeros(params, muDtype), nu);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_novograd");
    }
    Agreement.check("scale_by_novograd", updates, params);
    State s = Agreement.state("scale_by_novograd", state, State.class);
    Agreement.require(
        "scale_by_novograd", "the gradients", updates, "the moments of the state", s.mu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Scalar weightDecay = Scalar.of("weightDecay", this.weightDecay);
    Tensor count = Counts.increment(s.count());
    Tensor isFirst = count.eq(1);
    Object norms = Leafwise.map((v, g) -> Squares.sum(g).astype(v.dtype()), s.nu(), updates);
    Object averaged = Moments.update(norms, s.nu(), b2, 1);
    Object nu = Leafwise.map((n, v) -> Numpy.where(isFirst, n, v), norms, averaged);
    Object mu =
        Leafwise.map(
            (m, g, p, v) -> {
              Tensor step =
                  g.div(v.plus(epsRoot.tensor()).sqrt().plus(eps.tensor()))
                      .plus(weightDecay.times(p));
              return Numpy.where(isFirst, step, b1.times(m).plus(step));
            },
            s.mu(),
            updates,
            params,
            nu);
    P scaled = Leafwise.map((g, m) -> m, updates, mu);
    return new Updated<>(scaled, new State(count, Moments.cast(mu, muDtype), nu));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
