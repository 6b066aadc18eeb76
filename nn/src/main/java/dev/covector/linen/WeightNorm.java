package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Normalization;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer whose kernels have columns of length 1, times a scale; Salimans and Kingma 2016,
 * <i>Weight normalization</i>.
 *
 * <pre>{@code
 * WeightNorm norm = new WeightNorm(new Dense(4));
 * Map<String, Object> variables = norm.init(Random.key(0), Numpy.ones(3, 5));
 * // {params: {layer_instance: {kernel, bias}, layer_instance/kernel/scale: f32[4]}}
 * }</pre>
 */
public final class WeightNorm extends Layer {
  private final Layer layerInstance;
  private double epsilon = 1e-12;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private boolean useScale = true;
  private Initializer scaleInit = Initializers.ones();
  private int[] featureAxes = {-1};
  private @Nullable Set<String> variableFilter = Set.of("kernel");

  /** A layer with normalized kernels. */
  public WeightNorm(Layer layerInstance) {
    this.layerInstance = layerInstance;
  }

  /** What is added to the squared length, against division by 0. */
  public WeightNorm epsilon(double value) {
    WeightNorm copy = copy();
    copy.epsilon = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public WeightNorm dtype(DType value) {
    WeightNorm copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public WeightNorm paramDtype(DType value) {
    WeightNorm copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** Whether the result is scaled by a parameter. */
  public WeightNorm useScale(boolean value) {
    WeightNorm copy = copy();
    copy.useScale = value;
    return copy;
  }

  /** How the scale is drawn. */
  public WeightNorm scaleInit(Initializer value) {
    WeightNorm copy = copy();
    copy.scaleInit = value;
    return copy;
  }

  @Override
  public WeightNorm named(String name) {
    return (WeightNorm) super.named(name);
  }

  /** The axes whose elements have a length of their own; none for one length of the whole. */
  public WeightNorm featureAxes(int... axes) {
    WeightNorm copy = copy();
    copy.featureAxes = axes.clone();
    return copy;
  }

  /** Parameters whose path contains one of these are normalized; all for none. */
  public WeightNorm variableFilter(String... parts) {
    WeightNorm copy = copy();
    copy.variableFilter = parts.length == 0 ? null : Set.of(parts);
    return copy;
  }

  @Override
  protected Tensor call(Tensor x) {
    return Mapped.call(layerInstance, isInitializing(), false, this::normalized, x);
  }

  private Tensor normalized(String path, Tensor parameter) {
    if (variableFilter != null && variableFilter.stream().noneMatch(path::contains)) {
      return parameter;
    }
    int[] features = Normalization.axes(parameter, featureAxes, "WeightNorm");
    int[] reduced = Normalization.others(parameter, features);
    Tensor unit = Normalization.l2Normalize(parameter, reduced, epsilon);
    if (!useScale) {
      return ComputeDType.to(unit, ComputeDType.of("WeightNorm", dtype, parameter));
    }
    Shape shape = Normalization.featureShape(parameter, features);
    Tensor scale = param(path + "/scale", scaleInit, shape, paramDtype);
    return ComputeDType.to(
        unit.times(Normalization.along(scale, parameter, features)),
        ComputeDType.of("WeightNorm", dtype, parameter, scale));
  }
}
