package dev.covector.optim;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides by the root of a bound of the sum of squares that needs one number per row and column
 * only.
 *
 * <p>Anil et al. 2019, "Memory-Efficient Adaptive Optimization".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleBySm3().b1(0.9), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param b1 the decay of the momentum
 * @param b2 the decay of the sum of squares; 1 for a sum
 * @param eps what keeps the denominator from 0, outside of the root
 */
public record ScaleBySm3(Hyperparameter b1, Hyperparameter b2, Hyperparameter eps)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param mu for each tensor the bounds along each axis
   * @param nu the momentum
   */
  public record State(List<List<Tensor>> mu, Object nu) implements OptState {}

  ScaleBySm3() {
    this(Hyperparameter.of(0.9), Hyperparameter.of(1.0), Hyperparameter.of(1e-8));
  }

  /** These with another {@code b1}: the decay of the momentum. */
  public ScaleBySm3 b1(double b1) {
    return Components.with(this, "b1", b1);
  }

  /** These with another {@code b2}: the decay of the sum of squares; 1 for a sum. */
  public ScaleBySm3 b2(double b2) {
    return Components.with(this, "b2", b2);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleBySm3 eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  @Override
  public OptState init(Object params) {
    List<List<Tensor>> mu = new ArrayList<>();
    for (Tensor p : Leafwise.tensors(params)) {
      List<Tensor> axes = new ArrayList<>();
      for (int axis = 0; axis < p.rank(); axis++) {
        axes.add(Numpy.zeros(Shape.of(p.shape().toArray()[axis]), p.dtype()));
      }
      mu.add(axes);
    }
    return new State(mu, Moments.zeros(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_sm3", state, State.class);
    Agreement.require("scale_by_sm3", "the gradients", updates, "the moments of the state", s.nu());
    Scalar b1 = Scalar.of("b1", this.b1);
    Scalar b2 = Scalar.of("b2", this.b2);
    Scalar eps = Scalar.of("eps", this.eps);
    Scalar rest = b2.is(1) ? b2 : b2.complement();
    List<Tensor> scaled = new ArrayList<>();
    List<List<Tensor>> mu = new ArrayList<>();
    List<Tensor> gradients = Leafwise.tensors(updates);
    for (int i = 0; i < gradients.size(); i++) {
      Tensor g = gradients.get(i);
      Tensor square = rest.times(g.square());
      Tensor bound = bound(g, s.mu().get(i));
      Tensor sum = bound == null ? square : square.plus(b2.times(bound));
      scaled.add(g.times(Numpy.where(sum.gt(0), Lax.rsqrt(sum.plus(eps.tensor())), 0)));
      mu.add(bounds(sum));
    }
    P steps = Leafwise.replace(updates, scaled);
    Object nu = Moments.update(steps, s.nu(), b1, 1);
    return new Updated<>(Leafwise.map((g, n) -> n, updates, nu), new State(List.copyOf(mu), nu));
  }

  /** The least of the bounds of an element's row, column, and so on; null for a scalar. */
  private static @Nullable Tensor bound(Tensor g, List<Tensor> axes) {
    Tensor least = null;
    for (int axis = 0; axis < g.rank(); axis++) {
      int[] shape = new int[g.rank()];
      Arrays.fill(shape, 1);
      shape[axis] = g.shape().toArray()[axis];
      Tensor along = axes.get(axis).reshape(shape);
      least = least == null ? along : Numpy.minimum(least, along);
    }
    return least;
  }

  private static List<Tensor> bounds(Tensor sum) {
    List<Tensor> axes = new ArrayList<>();
    for (int axis = 0; axis < sum.rank(); axis++) {
      int kept = axis;
      axes.add(
          sum.rank() < 2
              ? sum
              : sum.max(IntStream.range(0, sum.rank()).filter(a -> a != kept).toArray()));
    }
    return List.copyOf(axes);
  }
}
