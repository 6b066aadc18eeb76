package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Normalization;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A layer whose kernels are normalized in each call, and scaled; Salimans and Kingma 2016,
 * <i>Weight normalization</i>. As in Flax the normalized kernel takes the place of the kernel.
 *
 * <pre>{@code
 * Rngs rngs = new Rngs(0);
 * WeightNorm<Linear> layer = new WeightNorm<>(new Linear(3, 4, rngs), rngs);
 * Tensor y = layer.apply(Numpy.ones(5, 3)); // f32[5,4]
 * }</pre>
 *
 * @param <M> the class of the layer
 */
public final class WeightNorm<M extends Module & Fn1<Tensor, Tensor>> extends Module
    implements Fn1<Tensor, Tensor> {
  @PathName("layer_instance")
  private M layerInstance;

  private Map<String, Param> scales = new TreeMap<>();

  private final boolean useScale;
  private final int[] featureAxes;
  private final double epsilon;
  private final @Nullable DType dtype;
  private final Filter filter;

  /** A layer, its kernels normalized along all axes but the last. */
  public WeightNorm(M layerInstance, Rngs rngs) {
    this(layerInstance, new NormOptions(), Filter.pathContains("kernel"), rngs);
  }

  /**
   * A layer.
   *
   * @param options of which useScale, scaleInit, featureAxes, epsilon and the dtypes count
   * @param parameters which of the layer are normalized
   */
  public WeightNorm(M layerInstance, NormOptions options, Filter parameters, Rngs rngs) {
    this.layerInstance = layerInstance;
    this.useScale = options.useScale;
    this.featureAxes = options.featureAxes();
    this.epsilon = options.epsilonOr(1e-12);
    this.dtype = options.dtype;
    this.filter = parameters;
    if (useScale) {
      kernels()
          .forEach(
              (path, kernel) -> {
                int[] axes = Normalization.axes(kernel.get(), featureAxes, "WeightNorm");
                Shape shape = Normalization.featureShape(kernel.get(), axes);
                scales.put(
                    path.toString(),
                    new Param(
                        options.scaleInit.initialize(rngs.params(), shape, options.paramDtype)));
              });
    }
  }

  private Map<VariablePath, Variable> kernels() {
    Map<VariablePath, Variable> kernels = new TreeMap<>(Nnx.variables(layerInstance));
    kernels
        .entrySet()
        .removeIf(
            entry ->
                !(entry.getValue() instanceof Param)
                    || !filter.test(
                        new Filter.Subject(entry.getKey(), Param.class, Optional.empty())));
    return kernels;
  }

  @Override
  public Tensor apply(Tensor x) {
    return Overlay.transaction(
        () -> {
          kernels().forEach((path, kernel) -> normalize(path.toString(), kernel));
          return layerInstance.apply(x);
        });
  }

  private void normalize(String path, Variable kernel) {
    Tensor value = kernel.get();
    int[] features = Normalization.axes(value, featureAxes, "WeightNorm");
    int[] others = Normalization.others(value, features);
    Tensor unit = Normalization.l2Normalize(value, others, epsilon);
    if (!useScale) {
      kernel.set(ComputeDType.to(unit, ComputeDType.of("WeightNorm", dtype, value)));
      return;
    }
    Param scale = scales.get(path);
    if (scale == null) {
      throw new NnxException("WeightNorm: the layer has a new kernel " + path);
    }
    Tensor scaled = unit.times(Normalization.along(scale.get(), value, features));
    DType computed = ComputeDType.of("WeightNorm", dtype, value, scale.get());
    kernel.set(ComputeDType.to(scaled, computed));
  }
}
