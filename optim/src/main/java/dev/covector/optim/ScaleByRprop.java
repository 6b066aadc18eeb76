package dev.covector.optim;

import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * A step of its own for each weight, which grows while the sign of the gradient stays and shrinks
 * when it changes.
 *
 * <p>Riedmiller & Braun 1993, "A Direct Adaptive Method for Faster Backpropagation Learning: The
 * RPROP Algorithm".
 *
 * <p>As in Optax, the step that comes out is the one of the gradient before: the first is 0.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByRprop(0.9).etaMinus(0.5), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param learningRate the first size of the steps
 * @param etaMinus what a step shrinks by
 * @param etaPlus what a step grows by
 * @param minStepSize the smallest step
 * @param maxStepSize the largest step
 */
public record ScaleByRprop(
    Hyperparameter learningRate,
    Hyperparameter etaMinus,
    Hyperparameter etaPlus,
    Hyperparameter minStepSize,
    Hyperparameter maxStepSize)
    implements GradientTransformation {
  /**
   * The steps.
   *
   * @param stepSizes the size of each step
   * @param previousUpdates the updates before
   */
  public record State(Object stepSizes, Object previousUpdates) implements OptState {}

  ScaleByRprop(Hyperparameter learningRate) {
    this(
        learningRate,
        Hyperparameter.of(0.5),
        Hyperparameter.of(1.2),
        Hyperparameter.of(1e-6),
        Hyperparameter.of(50.0));
  }

  /** These with another {@code etaMinus}: what a step shrinks by. */
  public ScaleByRprop etaMinus(double etaMinus) {
    return Components.with(this, "etaMinus", etaMinus);
  }

  /** These with another {@code etaPlus}: what a step grows by. */
  public ScaleByRprop etaPlus(double etaPlus) {
    return Components.with(this, "etaPlus", etaPlus);
  }

  /** These with another {@code minStepSize}: the smallest step. */
  public ScaleByRprop minStepSize(double minStepSize) {
    return Components.with(this, "minStepSize", minStepSize);
  }

  /** These with another {@code maxStepSize}: the largest step. */
  public ScaleByRprop maxStepSize(double maxStepSize) {
    return Components.with(this, "maxStepSize", maxStepSize);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Moments.full(params, Scalar.of("learningRate", learningRate)), Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_rprop", state, State.class);
    Agreement.require(
        "scale_by_rprop", "the gradients", updates, "the moments of the state", s.stepSizes());
    Scalar etaMinus = Scalar.of("etaMinus", this.etaMinus);
    Scalar etaPlus = Scalar.of("etaPlus", this.etaPlus);
    Scalar minStepSize = Scalar.of("minStepSize", this.minStepSize);
    Scalar maxStepSize = Scalar.of("maxStepSize", this.maxStepSize);
    Object signs = Leafwise.map((old, g) -> g.times(old), s.previousUpdates(), updates);
    Object sizes =
        Leafwise.map(
            (size, sign) ->
                Numpy.where(
                    sign.eq(0),
                    size,
                    size.times(
                            Numpy.where(
                                sign.gt(0),
                                etaPlus.tensor().astype(size.dtype()),
                                etaMinus.tensor().astype(size.dtype())))
                        .clip(minStepSize.tensor(), maxStepSize.tensor())),
            s.stepSizes(),
            signs);
    Object steps =
        Leafwise.map(
            (sign, g, size) -> Numpy.where(sign.lt(0), 0, size.times(g.sign())),
            signs,
            updates,
            sizes);
    P scaled =
        Leafwise.map(
            (g, sign, old) -> Numpy.where(sign.lt(0), 0, old), updates, signs, s.previousUpdates());
    return new Updated<>(scaled, new State(sizes, steps));
  }
}
