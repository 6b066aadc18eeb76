package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.Normalization;
import dev.covector.layers.ComputeDType;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import java.util.Map;
import java.util.TreeMap;

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
  private static final double EPSILON = 1e-12;

  @PathName("layer_instance")
  private M layerInstance;

  /** By path of the parameter and {@code u} or {@code sigma}. */
  @PathName("batch_stats")
  private Map<String, BatchStat> batchStats = new TreeMap<>();

  private final int steps;
  private boolean updatesStats = true;

  /**
   * A layer.
   *
   * @param steps of the power iteration in each call
   */
  public SpectralNorm(M layerInstance, int steps, Rngs rngs) {
    this.layerInstance = layerInstance;
    this.steps = steps;
    matrices()
        .forEach(
            (path, matrix) -> {
              Tensor key = rngs.params();
              Shape row = Shape.of(1, matrix.shape().dim(-1));
              Tensor first = Initializers.normal(0.01).initialize(key, row, DType.F32);
              batchStats.put(path + "/u", new BatchStat(first));
              batchStats.put(path + "/sigma", new BatchStat(Numpy.ones(Shape.SCALAR, DType.F32)));
            });
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
      v = Normalization.l2Normalize(Numpy.matmul(u, Numpy.transpose(matrix)), all, EPSILON);
      u = Normalization.l2Normalize(Numpy.matmul(v, matrix), all, EPSILON);
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
    DType dtype = ComputeDType.of("SpectralNorm", null, value, u, v, sigma);
    parameter.set(ComputeDType.to(Lax.reshape(matrix.div(divisor), value.shape()), dtype));
  }

  @Override
  protected void setTraining(boolean training) {
    updatesStats = training;
  }
}
