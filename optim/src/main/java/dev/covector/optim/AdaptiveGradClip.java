package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clips the gradient of each unit (output) to a part of the norm of its weights.
 *
 * <p>Brock et al. 2021, "High-Performance Large-Scale Image Recognition Without Normalization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.adaptiveGradClip(0.9).eps(1e-3), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param clipping the largest ratio of the norms
 * @param eps the least norm of weights
 * @param axes the axes of a unit; null for all but the last, or for vectors all
 */
public record AdaptiveGradClip(
    Hyperparameter clipping, Hyperparameter eps, @Nullable List<Integer> axes)
    implements GradientTransformation {

  AdaptiveGradClip(Hyperparameter clipping) {
    this(clipping, Hyperparameter.of(1e-3), null);
  }

  /** These with another {@code eps}: the least norm of weights. */
  public AdaptiveGradClip eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /**
   * These with another {@code axes}: the axes of a unit; null for all but the last, or for vectors
   * all.
   */
  public AdaptiveGradClip axes(@Nullable List<Integer> axes) {
    return Components.with(this, "axes", axes);
  }

  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("adaptive_grad_clip");
    }
    Agreement.check("adaptive_grad_clip", updates, params);
    Scalar clipping = Scalar.of("clipping", this.clipping);
    Scalar eps = Scalar.of("eps", this.eps);
    P clipped =
        Leafwise.map(
            (g, p) -> {
              Tensor limit = clipping.times(Numpy.maximum(norm(p, axes), eps.tensor()));
              return clipped(norm(g, axes), limit, g);
            },
            updates,
            params);
    return new Updated<>(clipped, state);
  }

  @Override
  public boolean needsParams() {
    return true;
  }

  /** The norm of each unit, in every element's place or in one. */
  static Tensor norm(Tensor x, @Nullable List<Integer> axes) {
    return Squares.of(x).sum(Over.axes(unit(x, axes)).keepDims()).sqrt();
  }

  static Tensor clipped(Tensor norm, Tensor limit, Tensor gradient) {
    Tensor smaller = gradient.times(limit.div(Numpy.maximum(norm, 1e-6)));
    return Numpy.where(norm.lt(limit), gradient, smaller);
  }

  private static int[] unit(Tensor x, @Nullable List<Integer> axes) {
    if (axes != null) {
      return axes.stream().mapToInt(Integer::intValue).toArray();
    }
    long wide = Arrays.stream(x.shape().toArray()).filter(size -> size != 1).count();
    if (wide <= 1) {
      return IntStream.range(0, x.rank()).toArray();
    }
    return switch (x.rank()) {
      case 2, 3 -> new int[] {0};
      case 4 -> new int[] {0, 1, 2};
      case 5 -> new int[] {0, 1, 2, 3};
      default ->
          throw new OptimException(
              "adaptive_grad_clip: a parameter is "
                  + x.type()
                  + "; say with axes(...) which axes belong to one unit");
    };
  }
}
