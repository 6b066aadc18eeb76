package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Normalization;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import org.jspecify.annotations.Nullable;

/**
 * A layer whose kernels are divided by their greatest singular value, which power iteration
 * estimates from call to call; Miyato et al. 2018, <i>Spectral normalization</i>. The estimates are
 * in the collection {@code batch_stats}, which has to be mutable while training.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(3, 5);
 * SpectralNorm norm = new SpectralNorm(new Dense(4));
 * Map<String, Object> variables = norm.init(Random.key(0), () -> norm.apply(x, false));
 * Applied<Tensor> applied =
 *     norm.apply(variables, ApplyOptions.mutable("batch_stats"), () -> norm.apply(x, true));
 * }</pre>
 */
public final class SpectralNorm extends Layer {
  private final Layer layerInstance;
  private int steps = 1;
  private double epsilon = 1e-12;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private boolean errorOnNonMatrix = false;
  private String collectionName = CollectionName.BATCH_STATS;

  /** A layer with normalized kernels. */
  public SpectralNorm(Layer layerInstance) {
    this.layerInstance = layerInstance;
  }

  /** How many steps of power iteration a call makes. */
  public SpectralNorm steps(int value) {
    SpectralNorm copy = copy();
    copy.steps = value;
    return copy;
  }

  /** What is added to squared lengths, against division by 0. */
  public SpectralNorm epsilon(double value) {
    SpectralNorm copy = copy();
    copy.epsilon = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public SpectralNorm dtype(DType value) {
    SpectralNorm copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public SpectralNorm paramDtype(DType value) {
    SpectralNorm copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /**
   * Whether a parameter of more than two axes is an error, and not taken as a matrix of its last
   * axis.
   */
  public SpectralNorm errorOnNonMatrix(boolean value) {
    SpectralNorm copy = copy();
    copy.errorOnNonMatrix = value;
    return copy;
  }

  /** The collection of the estimates. */
  public SpectralNorm collectionName(String value) {
    SpectralNorm copy = copy();
    copy.collectionName = value;
    return copy;
  }

  @Override
  public SpectralNorm named(String name) {
    return (SpectralNorm) super.named(name);
  }

  /** The layer's output, without keeping new estimates. */
  @Override
  protected Tensor call(Tensor x) {
    return normalized(x, false);
  }

  /**
   * The layer's output.
   *
   * @param updateStats whether the new estimates are kept
   */
  public Tensor apply(Tensor x, boolean updateStats) {
    return compact(() -> normalized(x, updateStats));
  }

  private Tensor normalized(Tensor x, boolean updateStats) {
    return Mapped.call(
        layerInstance,
        isInitializing(),
        true,
        (path, parameter) -> divided(path, parameter, updateStats),
        x);
  }

  private Tensor divided(String path, Tensor parameter, boolean updateStats) {
    if (parameter.rank() <= 1 || steps < 1) {
      return parameter;
    }
    if (parameter.rank() > 2 && errorOnNonMatrix) {
      throw new ShapeException(
          "SpectralNorm: %s is %s; it must be a matrix, or leave out errorOnNonMatrix"
              .formatted(path, parameter.type()));
    }
    int columns = parameter.shape().dim(-1);
    Tensor matrix = Numpy.reshape(parameter, -1, columns);
    String uName = path + "/u";
    Variable<Tensor> left =
        variable(
            collectionName,
            uName,
            () -> Random.normal(makeRng(CollectionName.PARAMS), Shape.of(1, columns), paramDtype));
    Variable<Tensor> sigma =
        variable(collectionName, path + "/sigma", () -> Numpy.ones(Shape.SCALAR, paramDtype));
    Tensor u = left.value();
    Tensor v = u;
    int[] all = {0, 1};
    for (int i = 0; i < steps; i++) {
      v = Normalization.l2Normalize(Numpy.matmul(u, Numpy.transpose(matrix)), all, epsilon);
      u = Normalization.l2Normalize(Numpy.matmul(v, matrix), all, epsilon);
    }
    u = Lax.stopGradient(u);
    v = Lax.stopGradient(v);
    Tensor product = Numpy.matmul(Numpy.matmul(v, matrix), Numpy.transpose(u));
    Tensor value = Lax.reshape(product, Shape.SCALAR);
    Tensor divisor = Numpy.where(Numpy.notEqual(value, 0), value, 1);
    if (updateStats) {
      left.set(u);
      sigma.set(value);
    }
    return ComputeDType.to(
        Lax.reshape(matrix.div(divisor), parameter.shape()),
        ComputeDType.of("SpectralNorm", dtype, parameter, u, v, value));
  }
}
