package dev.covector.nnx;

import dev.covector.Shape;
import dev.covector.layers.Normalization;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of normalizations; each takes those that concern it. They never change: each method
 * returns a copy.
 *
 * <pre>{@code
 * BatchNorm norm = new BatchNorm(3, new NormOptions().momentum(0.9), new Rngs(0));
 * }</pre>
 */
public final class NormOptions extends LayerOptions<NormOptions> {
  boolean useScale = true;
  Initializer scaleInit = Initializers.ones();
  boolean useRunningAverage = false;
  int axis = -1;
  double momentum = 0.99;
  @Nullable Double epsilon;
  @Nullable String axisName;
  boolean useFastVariance = true;
  List<Integer> featureAxes = List.of(-1);
  @Nullable List<Integer> reductionAxes;
  int numGroups = 32;
  int groupSize = 0;
  boolean errorOnNonMatrix = false;
  boolean updateStats = true;

  /** The usual options. */
  public NormOptions() {}

  /** Whether the result is scaled by a parameter; it is without this. */
  public NormOptions useScale(boolean use) {
    NormOptions copy = copy();
    copy.useScale = use;
    return copy;
  }

  /** How the scale is drawn. */
  public NormOptions scaleInit(Initializer initializer) {
    NormOptions copy = copy();
    copy.scaleInit = initializer;
    return copy;
  }

  /** Of BatchNorm: whether running averages are used, not the statistics of the input. */
  public NormOptions useRunningAverage(boolean use) {
    NormOptions copy = copy();
    copy.useRunningAverage = use;
    return copy;
  }

  /** Of BatchNorm: the axis of features; the last without this. */
  public NormOptions axis(int features) {
    NormOptions copy = copy();
    copy.axis = features;
    return copy;
  }

  /** Of BatchNorm: how much of the running averages stays; 0.99 without this. */
  public NormOptions momentum(double kept) {
    NormOptions copy = copy();
    copy.momentum = kept;
    return copy;
  }

  /** What is added to the variance: 1e-5 in BatchNorm, 1e-6 in the others without this. */
  public NormOptions epsilon(double added) {
    NormOptions copy = copy();
    copy.epsilon = added;
    return copy;
  }

  /** The name of a vmapped axis whose examples share their statistics. */
  public NormOptions axisName(String name) {
    NormOptions copy = copy();
    copy.axisName = name;
    return copy;
  }

  /**
   * Whether the variance is the mean of squares less the square of the mean: faster, less exact.
   */
  public NormOptions useFastVariance(boolean use) {
    NormOptions copy = copy();
    copy.useFastVariance = use;
    return copy;
  }

  /**
   * Of LayerNorm, RMSNorm and InstanceNorm: the axes of scale and bias; of WeightNorm: those whose
   * elements have a length of their own. The last without this.
   */
  public NormOptions featureAxes(int... axes) {
    NormOptions copy = copy();
    copy.featureAxes = Arrays.stream(axes).boxed().toList();
    return copy;
  }

  /** Of LayerNorm, RMSNorm and GroupNorm: the axes that statistics are taken over. */
  public NormOptions reductionAxes(int... axes) {
    NormOptions copy = copy();
    copy.reductionAxes = Arrays.stream(axes).boxed().toList();
    return copy;
  }

  /** Of GroupNorm: how many groups; 32 without this. */
  public NormOptions numGroups(int groups) {
    NormOptions copy = copy();
    copy.numGroups = groups;
    copy.groupSize = 0;
    return copy;
  }

  /** Of GroupNorm: how many features a group has, instead of how many groups there are. */
  public NormOptions groupSize(int features) {
    NormOptions copy = copy();
    copy.groupSize = features;
    return copy;
  }

  /** Of SpectralNorm: whether a parameter of more than two axes is an error. */
  public NormOptions errorOnNonMatrix(boolean error) {
    NormOptions copy = copy();
    copy.errorOnNonMatrix = error;
    return copy;
  }

  /** Of SpectralNorm: whether calls keep their estimates, as after {@link Module#train}. */
  public NormOptions updateStats(boolean update) {
    NormOptions copy = copy();
    copy.updateStats = update;
    return copy;
  }

  double epsilonOr(double usual) {
    return epsilon == null ? usual : epsilon;
  }

  int[] reductionAxesOr(int... usual) {
    return reductionAxes == null
        ? usual
        : reductionAxes.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] featureAxes() {
    return featureAxes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A scale, drawn with the next key of the stream params; null, and no key taken, without one. */
  @Nullable Param scale(Rngs rngs, Shape shape) {
    return useScale ? new Param(scaleInit.initialize(rngs.params(), shape, paramDtype)) : null;
  }

  Normalization.Mode mode(boolean centered) {
    return new Normalization.Mode(dtype, axisName, centered, useFastVariance, true);
  }
}
