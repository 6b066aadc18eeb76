package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.layers.Normalization;
import dev.covector.layers.ComputeDType;
import dev.covector.numpy.Numpy;
import java.util.Map;
import java.util.TreeMap;

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
  private static final double EPSILON = 1e-12;

  @PathName("layer_instance")
  private M layerInstance;

  private Map<String, Param> scales = new TreeMap<>();

  /** A layer, its kernels normalized along all axes but the last. */
  public WeightNorm(M layerInstance, Rngs rngs) {
    this.layerInstance = layerInstance;
    kernels()
        .forEach(
            (path, kernel) -> {
              rngs.params();
              scales.put(path.toString(), new Param(Numpy.ones(kernel.shape().dim(-1))));
            });
  }

  private Map<VariablePath, Variable> kernels() {
    Map<VariablePath, Variable> kernels = new TreeMap<>(Nnx.variables(layerInstance));
    kernels
        .entrySet()
        .removeIf(
            entry ->
                !(entry.getValue() instanceof Param) || !entry.getKey().steps().contains("kernel"));
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
    Param scale = scales.get(path);
    if (scale == null) {
      throw new NnxException("WeightNorm: the layer has a new kernel " + path);
    }
    Tensor value = kernel.get();
    int[] features = {value.rank() - 1};
    int[] others = Normalization.others(value, features);
    Tensor scaled =
        Normalization.l2Normalize(value, others, EPSILON)
            .times(Normalization.along(scale.get(), value, features));
    DType dtype = ComputeDType.of("WeightNorm", null, value, scale.get());
    kernel.set(ComputeDType.to(scaled, dtype));
  }
}
