package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Dual averaging with the cube root of the sum of squares; gives the whole step.
 *
 * <p>Defazio & Jelassi 2021, "Adaptivity without Compromise: A Momentumized, Adaptive, Dual
 * Averaged Gradient Method".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByMadgrad(1e-2).momentum(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param momentum the decay of the momentum
 * @param eps what is added to the rate and to the root
 */
public record ScaleByMadgrad(
    Hyperparameter learningRate, Hyperparameter momentum, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The sums.
   *
   * @param count the number of steps, i32
   * @param gradSumSq the weighted sum of squares
   * @param s the weighted sum of gradients
   * @param x0 the initial parameters
   */
  public record State(Tensor count, Object gradSumSq, Object s, Object x0) implements OptState {}

  ScaleByMadgrad(Hyperparameter learningRate) {
    this(learningRate, Hyperparameter.of(0.9), Hyperparameter.of(1e-6));
  }

  /** These with another {@code momentum}: the decay of the momentum. */
  public ScaleByMadgrad momentum(double momentum) {
    return Components.with(this, "momentum", momentum);
  }

  /** These with another {@code eps}: what is added to the rate and to the root. */
  public ScaleByMadgrad eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Counts.zero(),
        Moments.zeros(params),
        Moments.zeros(params),
        Leafwise.map(Copies::of, params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_madgrad");
    }
    Agreement.check("scale_by_madgrad", updates, params);
    State s = Agreement.state("scale_by_madgrad", state, State.class);
    Agreement.require(
        "scale_by_madgrad", "the gradients", updates, "the moments of the state", s.s());
    Scalar momentum = Scalar.of("momentum", this.momentum);
    Scalar eps = Scalar.of("eps", this.eps);
    Tensor rate = Scalar.at(learningRate, s.count()).plus(eps).tensor();
    Tensor weight = rate.times(s.count().plus(1).sqrt());
    Object squares =
        Leafwise.map(
            (q, g) -> q.plus(weight.times(g.square()).astype(g.dtype())), s.gradSumSq(), updates);
    Object sums = Leafwise.map((t, g) -> t.plus(weight.times(g).astype(g.dtype())), s.s(), updates);
    P steps =
        Leafwise.map(
            (p, x0, t, q) -> {
              Tensor z = x0.minus(t.div(Numpy.cbrt(q).plus(eps.tensor())));
              return momentum.complement().times(z).plus(momentum.times(p)).minus(p);
            },
            params,
            s.x0(),
            sums,
            squares);
    return new Updated<>(steps, new State(Counts.increment(s.count()), squares, sums, s.x0()));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
