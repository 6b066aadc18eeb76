package dev.covector.linen;

import dev.covector.Fn1;
import dev.covector.Tensor;
import java.util.List;

/**
 * Layers and functions one after the other. The layers are named {@code layers_0}, {@code layers_1}
 * and so on by their place, functions counted too.
 *
 * <pre>{@code
 * Sequential model = new Sequential(new Dense(6), Functions::relu, new Dense(2));
 * Map<String, Object> variables = model.init(Random.key(0), Numpy.ones(3, 5));
 * // {params: {layers_0: {kernel, bias}, layers_2: {kernel, bias}}}
 * }</pre>
 */
public final class Sequential extends Layer {
  private final List<Fn1<Tensor, Tensor>> layers;

  /** Layers, and functions of a tensor between them. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only copied
  public Sequential(Fn1<Tensor, Tensor>... layers) {
    this.layers = List.of(layers);
  }

  /** Layers, and functions of a tensor between them. */
  public Sequential(List<? extends Fn1<Tensor, Tensor>> layers) {
    this.layers = List.copyOf(layers);
  }

  @Override
  public Sequential named(String name) {
    return (Sequential) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    Tensor y = x;
    for (Fn1<Tensor, Tensor> layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }
}
