package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Normalization;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * Each feature with mean 0 and variance 1 over the batch, scaled and shifted; Ioffe and Szegedy
 * 2015, <i>Batch normalization</i>. Running averages are in the collection {@code batch_stats},
 * which has to be mutable while training.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(4, 3);
 * BatchNorm norm = new BatchNorm().momentum(0.9);
 * Map<String, Object> variables = norm.init(Random.key(0), () -> norm.apply(x, false));
 * Applied<Tensor> applied =
 *     norm.apply(variables, ApplyOptions.mutable("batch_stats"), () -> norm.apply(x, false));
 * variables = Variables.merge(variables, applied.variables());
 * Tensor y = norm.apply(variables, () -> norm.apply(x, true));
 * }</pre>
 */
public final class BatchNorm extends Layer {
  private @Nullable Boolean useRunningAverage;
  private boolean followsTraining = false;
  private int axis = -1;
  private double momentum = 0.99;
  private double epsilon = 1e-5;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private boolean useBias = true;
  private boolean useScale = true;
  private Initializer biasInit = Initializers.zeros();
  private Initializer scaleInit = Initializers.ones();
  private @Nullable String axisName;
  private boolean useFastVariance = true;
  private boolean forceFloat32Reductions = true;

  /** A normalization with the usual options. */
  public BatchNorm() {}

  /**
   * Whether the running averages are used, not the statistics of the input; here or in the call.
   */
  public BatchNorm useRunningAverage(boolean value) {
    BatchNorm copy = copy();
    copy.useRunningAverage = value;
    return copy;
  }

  /**
   * What is used follows {@link ApplyOptions#training}: what is trained uses the statistics of its
   * input. Without it, it has to be said here or in the call.
   */
  public BatchNorm followsTraining() {
    BatchNorm copy = copy();
    copy.followsTraining = true;
    return copy;
  }

  /** The axis of features. */
  public BatchNorm axis(int value) {
    BatchNorm copy = copy();
    copy.axis = value;
    return copy;
  }

  /** How much of the running averages stays. */
  public BatchNorm momentum(double value) {
    BatchNorm copy = copy();
    copy.momentum = value;
    return copy;
  }

  /** What is added to the variance, against division by 0. */
  public BatchNorm epsilon(double value) {
    BatchNorm copy = copy();
    copy.epsilon = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public BatchNorm dtype(@Nullable DType value) {
    BatchNorm copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public BatchNorm paramDtype(DType value) {
    BatchNorm copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** Whether a bias is added. */
  public BatchNorm useBias(boolean value) {
    BatchNorm copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** Whether the result is scaled by a parameter. */
  public BatchNorm useScale(boolean value) {
    BatchNorm copy = copy();
    copy.useScale = value;
    return copy;
  }

  /** How the bias is drawn. */
  public BatchNorm biasInit(Initializer value) {
    BatchNorm copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** How the scale is drawn. */
  public BatchNorm scaleInit(Initializer value) {
    BatchNorm copy = copy();
    copy.scaleInit = value;
    return copy;
  }

  /** The name of a vmapped axis whose examples share their statistics. */
  public BatchNorm axisName(String value) {
    BatchNorm copy = copy();
    copy.axisName = value;
    return copy;
  }

  /**
   * Whether the variance is the mean of squares less the square of the mean: one pass over memory,
   * less exact.
   */
  public BatchNorm useFastVariance(boolean value) {
    BatchNorm copy = copy();
    copy.useFastVariance = value;
    return copy;
  }

  /**
   * Whether statistics are taken in f32 at least and kept in f32; without it they are, otherwise
   * they are kept in the dtype of the parameters.
   */
  public BatchNorm forceFloat32Reductions(boolean value) {
    BatchNorm copy = copy();
    copy.forceFloat32Reductions = value;
    return copy;
  }

  @Override
  public BatchNorm named(String name) {
    return (BatchNorm) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    if (useRunningAverage == null && followsTraining) {
      return normalized(x, !isTraining(), null);
    }
    if (useRunningAverage == null) {
      throw new ModuleException(
          "BatchNorm: say whether it uses running averages: new"
              + " BatchNorm().useRunningAverage(false) to train, or apply(x, false)");
    }
    return normalized(x, useRunningAverage, null);
  }

  /**
   * The normalized input.
   *
   * @param useRunningAverage whether the running averages are used, not the statistics of x
   */
  public Tensor apply(Tensor x, boolean useRunningAverage) {
    return compact(() -> normalized(x, unless(useRunningAverage), null));
  }

  /**
   * The normalized input, of which only a part counts.
   *
   * @param mask false or 0 where an element does not count; broadcasts to x
   */
  public Tensor apply(Tensor x, boolean useRunningAverage, Tensor mask) {
    return compact(() -> normalized(x, unless(useRunningAverage), mask));
  }

  private boolean unless(boolean given) {
    if (useRunningAverage != null) {
      throw new ModuleException(
          "BatchNorm: useRunningAverage is given to the module and to the call; give it to one");
    }
    return given;
  }

  private Tensor normalized(Tensor x, boolean running, @Nullable Tensor mask) {
    int[] features = Normalization.axes(x, new int[] {axis}, "BatchNorm");
    int[] reduced = Normalization.others(x, features);
    Shape shape = Normalization.featureShape(x, features);
    DType kept = forceFloat32Reductions ? DType.F32 : paramDtype;
    Variable<Tensor> mean =
        variable(CollectionName.BATCH_STATS, "mean", () -> Numpy.zeros(shape, kept));
    Variable<Tensor> variance =
        variable(CollectionName.BATCH_STATS, "var", () -> Numpy.ones(shape, kept));
    Normalization.Statistics statistics =
        running
            ? new Normalization.Statistics(average(mean.value()), average(variance.value()))
            : Normalization.statistics(x, reduced, mode(), mask);
    if (!running && !isInitializing()) {
      mean.set(moved(mean.value(), statistics.mean()));
      variance.set(moved(variance.value(), statistics.variance()));
    }
    Tensor scale = useScale ? param("scale", scaleInit, shape, paramDtype) : null;
    Tensor bias = useBias ? param("bias", biasInit, shape, paramDtype) : null;
    return Normalization.normalize(x, statistics, reduced, features, scale, bias, epsilon, dtype);
  }

  /** While initializing there may be no vmapped axis yet. */
  private Normalization.Mode mode() {
    String axis = isInitializing() ? null : axisName;
    return new Normalization.Mode(dtype, axis, true, useFastVariance, forceFloat32Reductions);
  }

  private Tensor average(Tensor kept) {
    return forceFloat32Reductions ? kept : ComputeDType.to(kept, paramDtype);
  }

  private Tensor moved(Tensor average, Tensor now) {
    return average.times(momentum).plus(now.times(1 - momentum));
  }
}
