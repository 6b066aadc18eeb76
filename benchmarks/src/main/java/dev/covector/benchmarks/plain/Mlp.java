package dev.covector.benchmarks.plain;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import java.util.List;
import java.util.function.UnaryOperator;

/** Dense layers with an activation between them. */
final class Mlp {
  private Mlp() {}

  static Tensor relu(List<Dense> layers, Tensor x) {
    return apply(layers, x, Functions::relu);
  }

  static Tensor apply(List<Dense> layers, Tensor x, UnaryOperator<Tensor> activation) {
    Tensor h = x;
    for (Dense layer : layers.subList(0, layers.size() - 1)) {
      h = activation.apply(layer.apply(h));
    }
    return layers.getLast().apply(h);
  }
}
