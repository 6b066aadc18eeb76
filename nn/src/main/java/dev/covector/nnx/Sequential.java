package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Tensor;
import java.util.List;

/**
 * Layers and functions, one after the other.
 *
 * <pre>{@code
 * Rngs rngs = new Rngs(0);
 * Sequential network =
 *     new Sequential(new Linear(4, 8, rngs), Functions::relu, new Linear(8, 2, rngs));
 * Tensor y = network.apply(Numpy.ones(3, 4)); // f32[3,2]
 * }</pre>
 */
public final class Sequential extends Module implements Fn1<Tensor, Tensor> {
  private List<Fn1<Tensor, Tensor>> layers;

  /** These layers. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied
  public Sequential(Fn1<Tensor, Tensor>... layers) {
    this(List.of(layers));
  }

  /** These layers. */
  public Sequential(List<? extends Fn1<Tensor, Tensor>> layers) {
    this.layers = List.copyOf(layers);
  }

  /** The output of the last layer; the input if there is none. */
  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Fn1<Tensor, Tensor> layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }
}
