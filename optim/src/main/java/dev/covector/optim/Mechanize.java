package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer whose learning rate is found: its steps are summed from where training began, and
 * the sum is scaled by what several tuners, each with its own memory, have won so far.
 *
 * <p>Cutkosky, Defazio & Mehta 2023, "Mechanic: A Learning Rate Tuner", Algorithm 1.
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.mechanize(Optax.adam(1.0));
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step = tx.update(params.times(2), tx.init(params), params);
 * }</pre>
 *
 * @param baseOptimizer the optimizer, with a rate of 1 or a schedule whose peak is 1
 * @param weightDecay the strength of the tuner's own weight decay
 * @param eps what keeps denominators from 0
 * @param sInit the first scale
 * @param numBetas how many tuners there are; the memory of the n-th is 1 - 0.1^n
 */
public record Mechanize(
    GradientTransformation baseOptimizer,
    Hyperparameter weightDecay,
    Hyperparameter eps,
    Hyperparameter sInit,
    int numBetas)
    implements GradientTransformation {
  /**
   * The state of the tuners, vectors with an element for each.
   *
   * @param base the state of the optimizer
   * @param count the number of steps, i32
   * @param r what has been won
   * @param m the largest win or loss of a step
   * @param v the sum of squared wins
   * @param s the scale
   * @param x0 the parameters at the beginning
   */
  public record State(
      OptState base, Tensor count, Tensor r, Tensor m, Tensor v, Tensor s, Object x0)
      implements OptState {}

  Mechanize(GradientTransformation baseOptimizer) {
    this(
        baseOptimizer,
        Hyperparameter.of(1e-2),
        Hyperparameter.of(1e-8),
        Hyperparameter.of(1e-6),
        6);
  }

  /** These with another {@code weightDecay}: the strength of the tuner's own weight decay. */
  public Mechanize weightDecay(double weightDecay) {
    return Components.with(this, "weightDecay", weightDecay);
  }

  /** These with another {@code eps}: what keeps denominators from 0. */
  public Mechanize eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /** These with another {@code sInit}: the first scale. */
  public Mechanize sInit(double sInit) {
    return Components.with(this, "sInit", sInit);
  }

  /** These with another {@code numBetas}: how many tuners there are. */
  public Mechanize numBetas(int numBetas) {
    return Components.with(this, "numBetas", numBetas);
  }

  @Override
  public OptState init(Object params) {
    Tensor zeros = Numpy.zeros(Shape.of(numBetas), TreeMath.narrowest(params));
    Tensor s = zeros.plus(Scalar.of("sInit", sInit).tensor()).astype(zeros.dtype());
    Object x0 = Leafwise.map(Copies::of, params);
    return new State(baseOptimizer.init(params), Counts.zero(), zeros, zeros, zeros, s, x0);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State before = Agreement.state("mechanize", state, State.class);
    if (params == null) {
      throw OptimException.missingParams("mechanize");
    }
    Agreement.require(
        "mechanize", "the gradients", updates, "the moments of the state", before.x0());
    Scalar weightDecay = Scalar.of("weightDecay", this.weightDecay);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar sInit = Scalar.of("sInit", this.sInit);
    Updated<P> base = baseOptimizer.update(updates, before.base(), params, extra);
    // weights may have been replaced between init and the first step
    Tensor isFirst = before.count().eq(0);
    Object x0 = Leafwise.map((p, x) -> Numpy.where(isFirst, p, x), params, before.x0());
    Tensor scale = before.s().sum();
    Tensor pull =
        weightDecay.times(scale).times(TreeMath.norm(updates)).div(eps.plus(TreeMath.norm(params)));
    Object grads = Leafwise.map((g, p) -> g.plus(pull.times(p)), updates, params);
    Tensor divisor = eps.plus(scale);
    Object way = Leafwise.map((p, x) -> x.minus(p).div(divisor), params, x0);
    Object next = Leafwise.map(Tensor::minus, way, base.updates());

    Tensor win = TreeMath.vdot(grads, way);
    DType dtype = before.s().dtype();
    Tensor betas =
        Tensor.of(IntStream.rangeClosed(1, numBetas).mapToDouble(Mechanize::memory).toArray())
            .astype(dtype);
    Tensor bounded = Numpy.minimum(Numpy.maximum(win, before.m().unaryMinus()), before.m());
    Tensor m = Numpy.maximum(betas.times(before.m()), eps.plus(win.abs()));
    Tensor v = betas.square().times(before.v()).plus(win.square());
    Tensor r = betas.times(before.r()).plus(bounded.times(before.s()));
    Tensor wealth = sInit.div(Scalar.of(numBetas)).times(m).plus(Numpy.maximum(r, 0));
    Tensor s = wealth.div(eps.plus(v.sqrt()));
    Tensor total = s.sum();
    P moves = Leafwise.map((p, x, d) -> x.minus(total.times(d)).minus(p), params, x0, next);
    return new Updated<>(
        moves, new State(base.state(), Counts.increment(before.count()), r, m, v, s, x0));
  }

  private static double memory(int n) {
    return 1 - Math.pow(0.1, n);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
