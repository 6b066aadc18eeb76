package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Normalization;
import dev.covector.numpy.Numpy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each feature with mean 0 and variance 1 over the batch, scaled and shifted; Ioffe and Szegedy
 * 2015, <i>Batch normalization</i>. While training, running averages of the statistics are kept,
 * for evaluation: see {@link Module#train} and {@link Module#eval}.
 *
 * <pre>{@code
 * BatchNorm norm = new BatchNorm(4, new Rngs(0));
 * Tensor y = norm.apply(Numpy.ones(2, 3, 4)); // f32[2,3,4]
 * }</pre>
 */
public final class BatchNorm extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private @Nullable Param scale;
  private final int numFeatures;
  private final Normalization.Mode mode;
  private BatchStat mean;
  private BatchStat var;
  private final int axis;
  private final double momentum;
  private final double epsilon;
  private boolean useRunningAverage;

  /** A normalization of so many features. */
  public BatchNorm(int numFeatures, Rngs rngs) {
    this(numFeatures, new NormOptions(), rngs);
  }

  /** A normalization with options. */
  public BatchNorm(int numFeatures, NormOptions options, Rngs rngs) {
    Shape shape = Shape.of(numFeatures);
    this.numFeatures = numFeatures;
    this.mode = options.mode(true);
    this.scale = options.scale(rngs, shape);
    this.bias = options.bias(rngs, shape);
    this.mean = new BatchStat(Numpy.zeros(shape, DType.F32));
    this.var = new BatchStat(Numpy.ones(shape, DType.F32));
    this.axis = options.axis;
    this.momentum = options.momentum;
    this.epsilon = options.epsilonOr(1e-5);
    this.useRunningAverage = options.useRunningAverage;
  }

  /** The normalized input. */
  @Override
  public Tensor apply(Tensor x) {
    return normalized(x, null);
  }

  /**
   * The normalized input, of which only a part counts.
   *
   * @param mask false or 0 where an element does not count; broadcasts to x
   */
  public Tensor apply(Tensor x, Tensor mask) {
    return normalized(x, mask);
  }

  private Tensor normalized(Tensor x, @Nullable Tensor mask) {
    int[] features = Normalization.axes(x, new int[] {axis}, "BatchNorm");
    Features.require("BatchNorm", x, features, numFeatures);
    int[] reduced = Normalization.others(x, features);
    Normalization.Statistics statistics;
    if (useRunningAverage) {
      statistics = new Normalization.Statistics(mean.get(), var.get());
    } else {
      statistics = Normalization.statistics(x, reduced, mode, mask);
      move(mean, statistics.mean());
      move(var, statistics.variance());
    }
    return Normalization.normalize(
        x,
        statistics,
        reduced,
        features,
        scale == null ? null : scale.get(),
        bias == null ? null : bias.get(),
        epsilon,
        mode.dtype());
  }

  private void move(BatchStat average, Tensor now) {
    average.update(
        old -> {
          Tensor moved = old.times(momentum).plus(now.times(1 - momentum));
          return Lax.stopGradient(ComputeDType.to(moved, old.dtype()));
        });
  }

  @Override
  protected Map<String, String> viewAttributes() {
    return Map.of(
        "useRunningAverage",
        "whether the running averages are used, not the statistics of the input");
  }

  @Override
  protected void setView(String attribute, Object value) {
    useRunningAverage = View.flag(this, attribute, value);
  }

  @Override
  protected void setTraining(boolean training) {
    useRunningAverage = !training;
  }
}
