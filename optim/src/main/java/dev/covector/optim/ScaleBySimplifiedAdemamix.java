package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The sum of gradients, decayed, and the gradient itself, over the root of the average of squares.
 *
 * <p>Morwani et al. 2025, "Connections between Schedule-Free Optimizers, AdEMAMix, and Accelerated
 * SGD Variants".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleBySimplifiedAdemamix().b1(0.99), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the sum of gradients
 * @param b2 the decay of the average of squares
 * @param alpha the weight of the gradient itself
 * @param eps what keeps the denominator from 0, outside of the root
 * @param epsRoot what keeps the root from 0, inside of it
 */
public record ScaleBySimplifiedAdemamix(
    Hyperparameter b1,
    Hyperparameter b2,
    Hyperparameter alpha,
    Hyperparameter eps,
    Hyperparameter epsRoot)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param t the number of steps, i32
   * @param m the sum of gradients
   * @param n the average of squares
   */
  public record State(Tensor t, Object m, Object n) implements OptState {}

  ScaleBySimplifiedAdemamix() {
    this(
        Hyperparameter.of(0.99),
        Hyperparameter.of(0.95),
        Hyperparameter.of(0.0),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(0.0));
  }

  /** These with another {@code b1}: the decay of the sum of gradients. */
  public ScaleBySimplifiedAdemamix b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the average of squares. */
  public ScaleBySimplifiedAdemamix b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code alpha}: the weight of the gradient itself. */
  public ScaleBySimplifiedAdemamix alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the gradient itself. */
  public ScaleBySimplifiedAdemamix alpha(Tensor alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code alpha}: the weight of the gradient itself. */
  public ScaleBySimplifiedAdemamix alpha(Schedule alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleBySimplifiedAdemamix eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code epsRoot}: what keeps the root from 0, inside of it. */
  public ScaleBySimplifiedAdemamix epsRoot(double epsRoot) {
    return Components.with(this, "epsRoot", epsRoot);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_simplified_ademamix", state, State.class);
    Agreement.require(
        "scale_by_simplified_ademamix",
        "the gradients",
        updates,
        "the moments of the state",
        s.m());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar epsRoot = Scalar.of("epsRoot", this.epsRoot);
    Scalar weight = Scalar.at(alpha, s.t());
    P m = Leafwise.map((g, sum) -> g.plus(b1.times(sum)), updates, s.m());
    Object n =
        Leafwise.map(
            (v, g) -> {
              Tensor square = g.times(g);
              return square.plus(b2.times(v.minus(square)));
            },
            s.n(),
            updates);
    Tensor t = Counts.increment(s.t());
    P scaled =
        Leafwise.map(
            (g, sum, v) ->
                sum.plus(weight.times(g)).div(v.plus(epsRoot.tensor()).sqrt().plus(eps.tensor())),
            updates,
            m,
            Moments.corrected(n, b2, t));
    return new Updated<>(scaled, new State(t, m, n));
  }
}
