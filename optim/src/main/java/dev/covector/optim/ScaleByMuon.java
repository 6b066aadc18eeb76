package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.tree.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orthogonal matrix next to the momentum, for weights that are matrices.
 *
 * <p>Jordan et al. 2024, "Muon: An Optimizer for Hidden Layers in Neural Networks".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Contrib.scaleByMuon().nsSteps(4), Optax.scale(-0.1));
 * OptState state = tx.init(Numpy.ones(3, 2));
 * }</pre>
 *
 * @param nsCoeffs the coefficients of the polynomial: one triple for all steps, or one for each
 * @param nsSteps how often the polynomial is applied
 * @param beta the decay of the momentum
 * @param eps what keeps the denominator from 0, outside of the root
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param adaptive whether the result is scaled by its inner product with the momentum
 * @param preconditioning what comes before the iterations
 * @param weights which weights are orthogonalized, and their axes
 */
public record ScaleByMuon(
    List<List<Double>> nsCoeffs,
    int nsSteps,
    Hyperparameter beta,
    Hyperparameter eps,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean adaptive,
    MuonPreconditioning preconditioning,
    MatrixWeights weights)
    implements GradientTransformation {
  /**
   * The momentum.
   *
   * @param count the number of steps, i32
   * @param mu the momentum
   */
  public record State(Tensor count, Object mu) implements OptState {}

  /** The coefficients of Jordan et al. */
  static final List<List<Double>> STANDARD = List.of(List.of(3.4445, -4.775, 2.0315));

  /** Checks and copies the coefficients. */
  public ScaleByMuon {
    nsCoeffs = nsCoeffs.stream().map(List::copyOf).toList();
    if (nsCoeffs.stream().anyMatch(triple -> triple.size() != 3)
        || nsCoeffs.isEmpty()
        || nsCoeffs.size() > 1 && nsCoeffs.size() < nsSteps) {
      throw new OptimException(
          "scale_by_muon: the coefficients are "
              + nsCoeffs
              + " for "
              + nsSteps
              + " steps; give one triple, or one for each step");
    }
  }

  ScaleByMuon() {
    this(
        ScaleByMuon.STANDARD,
        5,
        Hyperparameter.of(0.95),
        Hyperparameter.of(1e-8),
        null,
        true,
        false,
        MuonPreconditioning.FROBENIUS,
        MatrixWeights.MATRICES);
  }

  /**
   * These with another {@code nsCoeffs}: the coefficients of the polynomial: one triple for all
   * steps, or one for each.
   */
  public ScaleByMuon nsCoeffs(List<List<Double>> nsCoeffs) {
    return Components.with(this, "nsCoeffs", nsCoeffs);
  }

  /** These with another {@code nsSteps}: how often the polynomial is applied. */
  public ScaleByMuon nsSteps(int nsSteps) {
    return Components.with(this, "nsSteps", nsSteps);
  }

  /** These with another {@code beta}: the decay of the momentum. */
  public ScaleByMuon beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  /** These with another {@code eps}: what keeps the denominator from 0, outside of the root. */
  public ScaleByMuon eps(double eps) {
    return Components.with(this, "eps", eps);
  }

  /**
   * These with another {@code muDtype}: the dtype of the average of gradients; null for that of the
   * parameters.
   */
  public ScaleByMuon muDtype(@Nullable DType muDtype) {
    return Components.with(this, "muDtype", muDtype);
  }

  /** These with another {@code nesterov}: whether Nesterov's momentum is used. */
  public ScaleByMuon nesterov(boolean nesterov) {
    return Components.with(this, "nesterov", nesterov);
  }

  /**
   * These with another {@code adaptive}: whether the result is scaled by its inner product with the
   * momentum.
   */
  public ScaleByMuon adaptive(boolean adaptive) {
    return Components.with(this, "adaptive", adaptive);
  }

  /** These with another {@code preconditioning}: what comes before the iterations. */
  public ScaleByMuon preconditioning(MuonPreconditioning preconditioning) {
    return Components.with(this, "preconditioning", preconditioning);
  }

  /** These with another {@code weights}: which weights are orthogonalized, and their axes. */
  public ScaleByMuon weights(MatrixWeights weights) {
    return Components.with(this, "weights", weights);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero(), Moments.zeros(params, muDtype));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("scale_by_muon", state, State.class);
    Agreement.require(
        "scale_by_muon", "the gradients", updates, "the moments of the state", s.mu());
    Scalar beta = Scalar.of("beta", this.beta);
    Scalar eps = Scalar.of("eps", this.eps);
    Object mu = Moments.update(updates, s.mu(), beta, 1);
    Tensor count = Counts.increment(s.count());
    Object mean =
        nesterov ? Moments.nesterov(updates, mu, beta, count) : Moments.corrected(mu, beta, count);
    List<Tensor> means = Leafwise.tensors(mean);
    List<Tensor> orthogonal = new ArrayList<>();
    List<Path> paths = TensorPaths.of(updates);
    for (int i = 0; i < means.size(); i++) {
      Tensor x = means.get(i);
      MatrixAxes axes = weights.dimensions(paths.get(i), x);
      if (axes == null || x.rank() < 2) {
        throw new OptimException(
            "scale_by_muon: "
                + paths.get(i)
                + " is "
                + x.type()
                + ", no matrix; use muon, which has Adam for such, or say what its axes mean");
      }
      Tensor y = orthogonalized(x, axes, eps.tensor());
      orthogonal.add(adaptive ? conjugate(x).times(y).sum().times(y) : y);
    }
    return new Updated<>(
        Leafwise.replace(updates, orthogonal), new State(count, Moments.cast(mu, muDtype)));
  }

  private static Tensor conjugate(Tensor x) {
    return x.dtype().isComplex() ? Lax.conj(x) : x;
  }

  private Tensor orthogonalized(Tensor x, MatrixAxes axes, Tensor eps) {
    int[] order = axes.order("scale_by_muon", x);
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    Tensor ordered = x.transpose(order);
    Tensor flat = ordered.reshape(-1, axes.fanIn(x), axes.fanOut(x));
    List<List<Double>> steps =
        nsCoeffs.size() == 1
            ? Collections.nCopies(nsSteps, nsCoeffs.getFirst())
            : nsCoeffs.subList(nsCoeffs.size() - nsSteps, nsCoeffs.size());
    return NewtonSchulz.orthogonalize(flat, steps, preconditioning, eps)
        .reshape(ordered.shape())
        .transpose(inverse);
  }
}
