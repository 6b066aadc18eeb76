package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.linalg.Linalg;
import dev.covector.linalg.SvdResult;
import dev.covector.numpy.Numpy;
import dev.covector.tree.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transforms the gradients of matrices in a subspace of low rank, so that the inner state is small.
 * The subspace is that of the largest singular values of the gradient, found again from time to
 * time.
 *
 * <p>Zhao et al. 2024, "GaLore: Memory-Efficient LLM Training by Gradient Low-Rank Projection".
 * Singular vectors are computed in f32, whatever the gradients are. Their signs are those that the
 * decomposition happens to find, so that updates differ between machines once the subspace has been
 * found again.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByGalore().rank(2), Optax.scale(-0.1));
 * OptState state = tx.init(Map.of("kernel", Numpy.ones(6, 4), "bias", Numpy.zeros(4)));
 * }</pre>
 *
 * @param rank the rank of the projections
 * @param updateProjGap after how many steps projections are computed again
 * @param scale what the updates of matrices are multiplied by
 * @param baseOptimizer what is done with the projected gradients; it gets no parameters
 * @param weights which weights are projected, and their axes
 */
public record ScaleByGalore(
    int rank,
    int updateProjGap,
    Hyperparameter scale,
    GradientTransformation baseOptimizer,
    MatrixWeights weights)
    implements GradientTransformation {
  /**
   * The projections.
   *
   * @param count the number of steps, i32
   * @param inner the state of the base optimizer, for projected weights
   * @param projector orthonormal columns for each weight; none where it is not projected
   */
  public record State(Tensor count, OptState inner, Object projector) implements OptState {}

  /** Checks the numbers. */
  public ScaleByGalore {
    if (rank < 1 || updateProjGap < 1) {
      throw new OptimException(
          "scale_by_galore: rank is "
              + rank
              + ", updateProjGap "
              + updateProjGap
              + "; both must be at least 1");
    }
    if (baseOptimizer.needsParams()) {
      throw new OptimException(
          "scale_by_galore: "
              + Names.of(baseOptimizer.getClass())
              + " needs the parameters, which have other shapes than projected gradients; decay"
              + " weights with galore(...).weightDecay(...)");
    }
  }

  ScaleByGalore() {
    this(128, 200, Hyperparameter.of(1.0), new ScaleByAdam(), MatrixWeights.MATRICES);
  }

  /** These with another {@code rank}: the rank of the projections. */
  public ScaleByGalore rank(int rank) {
    return Components.with(this, "rank", rank);
  }

  /**
   * These with another {@code updateProjGap}: after how many steps projections are computed again.
   */
  public ScaleByGalore updateProjGap(int updateProjGap) {
    return Components.with(this, "updateProjGap", updateProjGap);
  }

  /** These with another {@code scale}: what the updates of matrices are multiplied by. */
  public ScaleByGalore scale(double scale) {
    return Components.with(this, "scale", scale);
  }

  /**
   * These with another {@code baseOptimizer}: what is done with the projected gradients; it gets no
   * parameters.
   */
  public ScaleByGalore baseOptimizer(GradientTransformation baseOptimizer) {
    return Components.with(this, "baseOptimizer", baseOptimizer);
  }

  /** These with another {@code weights}: which weights are projected, and their axes. */
  public ScaleByGalore weights(MatrixWeights weights) {
    return Components.with(this, "weights", weights);
  }

  /** How a weight is projected; the axes are null where it is not. */
  private record Plan(@Nullable MatrixAxes axes, int rows, int columns, int rank) {
    boolean isLeft() {
      return rows >= columns;
    }

    Tensor project(Tensor matrix, Tensor projector) {
      return isLeft() ? projector.t().matmul(matrix) : matrix.matmul(projector);
    }

    Tensor back(Tensor update, Tensor projector) {
      return isLeft() ? projector.matmul(update) : update.matmul(projector.t());
    }

    Shape projectorShape() {
      return axes == null ? Shape.of(0, 0) : Shape.of(isLeft() ? rows : columns, rank);
    }

    Shape projectedShape() {
      return isLeft() ? Shape.of(rank, columns) : Shape.of(rows, rank);
    }

    /** The singular vectors of the largest singular values. */
    Tensor projector(Tensor matrix) {
      SvdResult svd = Linalg.svd(matrix.astype(DType.F32), false);
      Tensor all = isLeft() ? svd.u() : svd.vh().t();
      return Lax.sliceInDim(all, 0, rank, 1).astype(matrix.dtype());
    }
  }

  private List<Plan> plans(Object tree) {
    List<Path> paths = TensorPaths.of(tree);
    List<Plan> plans = new ArrayList<>();
    for (Tensor x : Leafwise.tensors(tree)) {
      MatrixAxes axes = weights.dimensions(paths.get(plans.size()), x);
      if (axes == null) {
        plans.add(new Plan(null, 0, 0, 0));
      } else {
        int[] sizes = axes.asMatrix("scale_by_galore", x).shape().toArray();
        plans.add(new Plan(axes, sizes[0], sizes[1], Math.min(rank, Math.min(sizes[0], sizes[1]))));
      }
    }
    return plans;
  }

  @Override
  public OptState init(Object params) {
    List<Tensor> projectors = new ArrayList<>();
    List<Tensor> projected = new ArrayList<>();
    List<Tensor> tensors = Leafwise.tensors(params);
    List<Plan> plans = plans(params);
    for (int i = 0; i < plans.size(); i++) {
      Plan plan = plans.get(i);
      DType dtype = tensors.get(i).dtype();
      projectors.add(Numpy.zeros(plan.projectorShape(), dtype));
      Shape shape = plan.axes == null ? tensors.get(i).shape() : plan.projectedShape();
      projected.add(Numpy.zeros(shape, dtype));
    }
    return new State(
        Counts.zero(),
        baseOptimizer.init(Leafwise.replace(params, projected)),
        Leafwise.replace(params, projectors));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_galore", state, State.class);
    Agreement.structure(
        "scale_by_galore", "the gradients", updates, "the moments of the state", s.projector());
    Scalar scale = Scalar.of("scale", this.scale);
    Tensor isTime = s.count().rem(updateProjGap).eq(0);
    List<Tensor> gradients = Leafwise.tensors(updates);
    List<Tensor> before = Leafwise.tensors(s.projector());
    List<Plan> plans = plans(updates);
    List<Tensor> projectors = new ArrayList<>();
    List<Tensor> projected = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      Plan plan = plans.get(i);
      Tensor old = before.get(i);
      if (!old.shape().equals(plan.projectorShape())) {
        throw new OptimException(
            "scale_by_galore: the gradient at "
                + TensorPaths.of(updates).get(i)
                + " is "
                + gradients.get(i).type()
                + ", its projection in the state "
                + old.type()
                + "; the state belongs to other parameters: call init(params) with these");
      }
      if (plan.axes == null) {
        projectors.add(old);
        projected.add(gradients.get(i));
      } else {
        Tensor matrix = plan.axes.asMatrix("scale_by_galore", gradients.get(i));
        Tensor projector = Lax.cond(isTime, () -> plan.projector(matrix), () -> old);
        projectors.add(projector);
        projected.add(plan.project(matrix, projector));
      }
    }
    P low = Leafwise.replace(updates, projected);
    Updated<P> step = baseOptimizer.update(low, s.inner(), null, extra);
    List<Tensor> moves = Leafwise.tensors(step.updates());
    List<Tensor> full = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      Plan plan = plans.get(i);
      Tensor g = gradients.get(i);
      Tensor update = moves.get(i);
      full.add(
          plan.axes == null
              ? update
              : scale
                  .times(plan.axes.asTensor(plan.back(update, projectors.get(i)), g))
                  .astype(g.dtype()));
    }
    return new Updated<>(
        Leafwise.replace(updates, full),
        new State(
            Counts.increment(s.count()),
            step.state(),
            Leafwise.replace(s.projector(), projectors)));
  }
}
