package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Normalization;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A layer whose matrices are divided by estimates of their largest singular value in each call;
 * Miyato et al. 2018, <i>Spectral normalization</i>. As in Flax the divided matrix takes the place
 * of the matrix.
 *
 * <pre>{@code
 * Rngs rngs = new Rngs(0);
 * SpectralNorm<Linear> layer = new SpectralNorm<>(new Linear(3, 4, rngs), 1, rngs);
 * Tensor y = layer.apply(Numpy.ones(5, 3)); // f32[5,4]
 * }</pre>
 *
 * @param <M> the class of the layer
 */
public final class SpectralNorm<M extends Module & Fn1<Tensor, Tensor>> extends Module
    implements Fn1<Tensor, Tensor> {
  @PathName("layer_instance")
  private M layerInstance;

  /** By path of the parameter and {@code u} or {@code sigma}. */
  @PathName("batch_stats")
  private Map<String, BatchStat> batchStats = new TreeMap<>();

  private final int steps;
  private final double epsilon;
  private final @Nullable DType dtype;
  private final boolean errorOnNonMatrix;
  private boolean updatesStats;

  /**
   * A layer.
   *
   * @param steps of the power iteration in each call
   */
  public SpectralNorm(M layerInstance, int steps, Rngs rngs) {
    this(layerInstance, steps, new NormOptions(), rngs);
  }

  /**
   * A layer.
   *
   * @param steps of the power iteration in each call
   * @param options of which epsilon, the dtypes, updateStats and errorOnNonMatrix count
   * @throws ShapeException with errorOnNonMatrix, when a parameter has more than two axes
   */
  public SpectralNorm(M layerInstance, int steps, NormOptions options, Rngs rngs) {
    this.layerInstance = layerInstance;
    this.steps = steps;
    this.epsilon = options.epsilonOr(1e-12);
    this.dtype = options.dtype;
    this.errorOnNonMatrix = options.errorOnNonMatrix;
    this.updatesStats = options.updateStats;
    matrices()
        .forEach(
            (path, matrix) -> {
              requireMatrix(path.toString(), matrix.shape());
              Tensor key = rngs.params();
              Shape row = Shape.of(1, matrix.shape().dim(-1));
              Tensor first = Initializers.normal(0.01).initialize(key, row, options.paramDtype);
              batchStats.put(path + "/u", new BatchStat(first));
              batchStats.put(
                  path + "/sigma", new BatchStat(Numpy.ones(Shape.SCALAR, options.paramDtype)));
            });
  }

  private void requireMatrix(String path, Shape shape) {
    if (errorOnNonMatrix && shape.rank() > 2) {
      throw new ShapeException(
          "SpectralNorm: %s has the shape %s; it must be a matrix, or leave out errorOnNonMatrix"
              .formatted(path, shape));
    }
  }

  private Map<VariablePath, Variable> matrices() {
    Map<VariablePath, Variable> matrices = new TreeMap<>(Nnx.variables(layerInstance));
    matrices
        .values()
        .removeIf(
            variable -> !(variable instanceof Param) || variable.shape().rank() <= 1 || steps < 1);
    return matrices;
  }

  @Override
  public Tensor apply(Tensor x) {
    return Overlay.transaction(
        () -> {
          matrices().forEach((path, matrix) -> divide(path.toString(), matrix));
          return layerInstance.apply(x);
        });
  }

  private BatchStat stat(String path) {
    BatchStat stat = batchStats.get(path);
    if (stat == null) {
      throw new NnxException("SpectralNorm: the layer has a new parameter, there is no " + path);
    }
    return stat;
  }

  private void divide(String path, Variable parameter) {
    Tensor value = parameter.get();
    Tensor matrix = Numpy.reshape(value, -1, value.shape().dim(-1));
    int[] all = {0, 1};
    Tensor u = stat(path + "/u").get();
    Tensor v = u;
    for (int i = 0; i < steps; i++) {
      v = Normalization.l2Normalize(Numpy.matmul(u, Numpy.transpose(matrix)), all, epsilon);
      u = Normalization.l2Normalize(Numpy.matmul(v, matrix), all, epsilon);
    }
    u = Lax.stopGradient(u);
    v = Lax.stopGradient(v);
    Tensor sigma =
        Lax.reshape(Numpy.matmul(Numpy.matmul(v, matrix), Numpy.transpose(u)), Shape.SCALAR);
    Tensor divisor = Numpy.where(Numpy.notEqual(sigma, 0), sigma, 1);
    if (updatesStats) {
      stat(path + "/u").set(u);
      stat(path + "/sigma").set(sigma);
    }
    DType computed = ComputeDType.of("SpectralNorm", dtype, value, u, v, sigma);
    parameter.set(ComputeDType.to(Lax.reshape(matrix.div(divisor), value.shape()), computed));
  }

  @Override
  protected Map<String, String> viewAttributes() {
    return Map.of("updateStats", "whether new estimates are kept");
  }

  @Override
  protected void setView(String attribute, Object value) {
    updatesStats = View.flag(this, attribute, value);
  }

  @Override
  protected void setTraining(boolean training) {
    updatesStats = training;
  }
}
