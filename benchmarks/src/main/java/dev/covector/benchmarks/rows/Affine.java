package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;

/**
 * A dense layer as a plain function, for rows that are not about training.
 *
 * @param kernel f32[in, out]
 * @param bias f32[out]
 */
record Affine(Tensor kernel, Tensor bias) {
  /** Layers between widths; the n-th has hashed numbers of the seed {@code seed + n}. */
  static List<Affine> chain(int seed, int... widths) {
    List<Affine> layers = new ArrayList<>();
    for (int i = 0; i + 1 < widths.length; i++) {
      double scale = 1 / Math.sqrt(widths[i]);
      Tensor kernel = Inputs.uniform(seed + i, -scale, scale, widths[i], widths[i + 1]);
      layers.add(new Affine(kernel, Numpy.zeros(widths[i + 1])));
    }
    return layers;
  }

  /** The layers with relu between them. */
  static Tensor apply(List<Affine> layers, Tensor x) {
    Tensor y = x;
    for (Affine layer : layers) {
      Tensor input = layer == layers.getFirst() ? y : Functions.relu(y);
      y = input.matmul(layer.kernel).plus(layer.bias);
    }
    return y;
  }
}
