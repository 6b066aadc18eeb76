package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies by the largest distance from the initial parameters over the root of the sum of
 * squared norms.
 *
 * <p>Ivgi et al. 2023, "DoG is SGD's Best Friend: A Parameter-Free Dynamic Step Size Schedule".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByDog().startValue(1e-6), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param start what the first step is measured by
 * @param startValue that measure
 * @param eps what keeps the denominator from 0, outside of the root
 */
public record ScaleByDog(DogStart start, Hyperparameter startValue, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The way so far.
   *
   * @param isInitStep whether there was no step, bool
   * @param initParams the initial parameters
   * @param maxDist the largest distance from them
   * @param sumSqNormGrads the sum of squared norms of gradients
   */
  public record State(Tensor isInitStep, Object initParams, Tensor maxDist, Tensor sumSqNormGrads)
      implements OptState {}

  ScaleByDog() {
    this(DogStart.HEURISTIC, Hyperparameter.of(1e-6), Hyperparameter.of(1e-8));
  }

  /** These with another {@code start}: what the first step is measured by. */
  public ScaleByDog start(DogStart start) {
    return Components.with(this, "start", start);
  }

  /** These with another {@code startValue}: that measure. */
  public ScaleByDog startValue(double startValue) {
    return Components.with(this, "startValue", startValue);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByDog eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    DType dtype = TreeMath.narrowest(params);
    Scalar value = Scalar.of("startValue", startValue);
    Tensor distance =
        switch (start) {
          case DISTANCE -> value.tensor();
          case HEURISTIC -> value.times(TreeMath.norm(params).plus(1));
          case LEARNING_RATE -> Tensor.of(0.0);
        };
    return new State(
        Tensor.of(true),
        Leafwise.map(Copies::of, params),
        distance.astype(dtype),
        Numpy.zeros(Shape.of(), dtype));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_dog");
    }
    Agreement.check("scale_by_dog", updates, params);
    State s = Agreement.state("scale_by_dog", state, State.class);
    Agreement.require(
        "scale_by_dog", "the gradients", updates, "the moments of the state", s.initParams());
    Scalar startValue = Scalar.of("startValue", this.startValue);
    Scalar eps = Scalar.of("eps", this.eps);
    Tensor distance = TreeMath.norm(TreeMath.sub(s.initParams(), params));
    Tensor largest = Numpy.maximum(s.maxDist(), distance);
    Tensor sum = s.sumSqNormGrads().plus(TreeMath.squaredNorm(updates));
    Tensor rate = largest.div(sum.plus(eps.tensor()).sqrt());
    Tensor given =
        start == DogStart.LEARNING_RATE
            ? Numpy.where(s.isInitStep(), startValue.tensor(), rate)
            : rate;
    State next =
        new State(
            Tensor.of(false),
            s.initParams(),
            largest.astype(s.maxDist().dtype()),
            sum.astype(s.sumSqNormGrads().dtype()));
    return new Updated<>(TreeMath.scale(given, updates), next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
