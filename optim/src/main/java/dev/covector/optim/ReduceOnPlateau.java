package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Scales updates down when the loss has not fallen for a while. Needs the loss: {@link
 * ExtraArgs#value}.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.adam(0.1), Contrib.reduceOnPlateau().patience(5));
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step =
 *     tx.update(params, tx.init(params), params, ExtraArgs.none().value(Tensor.of(0.5f)));
 * }</pre>
 *
 * @param factor what the scale is multiplied by
 * @param patience how long the loss may stay
 * @param rtol how much it has to fall, relative
 * @param atol how much it has to fall
 * @param cooldown how long it is not looked at after a change
 * @param accumulationSize how many losses are averaged
 * @param minScale the least scale
 */
public record ReduceOnPlateau(
    Hyperparameter factor,
    int patience,
    Hyperparameter rtol,
    Hyperparameter atol,
    int cooldown,
    int accumulationSize,
    Hyperparameter minScale)
    implements GradientTransformation {
  /**
   * What was seen.
   *
   * @param scale the scale
   * @param bestValue the lowest loss
   * @param plateauCount how long it has stayed, i32
   * @param cooldownCount how long it is not looked at, i32
   * @param count how many losses are in the average, i32
   * @param avgValue the average
   */
  public record State(
      Tensor scale,
      Tensor bestValue,
      Tensor plateauCount,
      Tensor cooldownCount,
      Tensor count,
      Tensor avgValue)
      implements OptState {}

  /** Checks the numbers that are known. */
  public ReduceOnPlateau {
    if (factor instanceof Hyperparameter.Constant(double f) && !(f > 0 && f < 1)) {
      throw new OptimException(
          "reduce_on_plateau: factor is " + f + "; it must be between 0 and 1");
    }
    if (rtol instanceof Hyperparameter.Constant(double r)
        && atol instanceof Hyperparameter.Constant(double a)
        && !(r >= 0 && r <= 1 && a >= 0)) {
      throw new OptimException(
          "reduce_on_plateau: rtol is "
              + r
              + ", atol "
              + a
              + "; rtol must be from 0 to 1, atol must not be negative");
    }
    if (patience < 0 || cooldown < 0 || accumulationSize < 1) {
      throw new OptimException(
          "reduce_on_plateau: patience is "
              + patience
              + ", cooldown "
              + cooldown
              + ", accumulationSize "
              + accumulationSize
              + "; the first two must not be negative, the last must be at least 1");
    }
  }

  ReduceOnPlateau() {
    this(
        Hyperparameter.of(0.1),
        10,
        Hyperparameter.of(1e-4),
        Hyperparameter.of(0.0),
        0,
        1,
        Hyperparameter.of(0.0));
  }

  /** These with another {@code factor}: what the scale is multiplied by. */
  public ReduceOnPlateau factor(double factor) {
    return Components.with(this, "factor", factor);
  }

  /** These with another {@code patience}: how long the loss may stay. */
  public ReduceOnPlateau patience(int patience) {
    return Components.with(this, "patience", patience);
  }

  /** These with another {@code rtol}: how much it has to fall, relative. */
  public ReduceOnPlateau rtol(double rtol) {
    return Components.with(this, "rtol", rtol);
  }

  /** These with another {@code atol}: how much it has to fall. */
  public ReduceOnPlateau atol(double atol) {
    return Components.with(this, "atol", atol);
  }

  /** These with another {@code cooldown}: how long it is not looked at after a change. */
  public ReduceOnPlateau cooldown(int cooldown) {
    return Components.with(this, "cooldown", cooldown);
  }

  /** These with another {@code accumulationSize}: how many losses are averaged. */
  public ReduceOnPlateau accumulationSize(int accumulationSize) {
    return Components.with(this, "accumulationSize", accumulationSize);
  }

  /** These with another {@code minScale}: the least scale. */
  public ReduceOnPlateau minScale(double minScale) {
    return Components.with(this, "minScale", minScale);
  }

  @Override
  public OptState init(Object params) {
    DType high = TreeMath.widest(params);
    return new State(
        Numpy.ones(Shape.of(), TreeMath.narrowest(params)),
        Numpy.full(Shape.of(), Double.POSITIVE_INFINITY, high),
        Counts.zero(),
        Counts.zero(),
        Counts.zero(),
        Numpy.zeros(Shape.of(), high));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("reduce_on_plateau", state, State.class);
    Scalar factor = Scalar.of("factor", this.factor);
    Scalar rtol = Scalar.of("rtol", this.rtol);
    Scalar atol = Scalar.of("atol", this.atol);
    Scalar minScale = Scalar.of("minScale", this.minScale);
    DType dtype = s.avgValue().dtype();
    Tensor value = extra.requireValue("reduce_on_plateau").astype(dtype);
    Tensor count = Counts.increment(s.count());
    Tensor mean = s.count().astype(dtype).times(s.avgValue()).plus(value).div(count.astype(dtype));
    Tensor isFull = count.eq(accumulationSize);
    Tensor bound = rtol.complement().times(s.bestValue()).minus(atol.tensor());
    Tensor isBetter = mean.lt(bound);
    Tensor best = Numpy.where(isBetter, mean, s.bestValue());
    Tensor stays = Numpy.where(isBetter, 0, Counts.increment(s.plateauCount()));
    Tensor isCooling = s.cooldownCount().gt(0);
    Tensor isStuck = Numpy.logicalAnd(stays.eq(patience), Numpy.logicalNot(isCooling));
    Tensor lower =
        Numpy.maximum(factor.times(s.scale()), minScale.tensor()).astype(s.scale().dtype());
    Tensor scale = Numpy.where(isStuck, lower, s.scale());
    Tensor plateau = Numpy.where(Numpy.logicalOr(isCooling, isStuck), 0, stays);
    Tensor cooling =
        Numpy.where(
            isCooling, s.cooldownCount().minus(1), isStuck.astype(DType.I32).times(cooldown));
    State full = new State(scale, best, plateau, cooling, Counts.zero(), Numpy.zerosLike(mean));
    State partial =
        new State(s.scale(), s.bestValue(), s.plateauCount(), s.cooldownCount(), count, mean);
    State next = TreeMath.where(isFull, full, partial);
    return new Updated<>(Leafwise.map(g -> next.scale().times(g), updates), next);
  }
}
