package dev.covector.benchmarks.plain;

import dev.covector.Tensor;
import dev.covector.benchmarks.rows.Inputs;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;

/**
 * A dense layer.
 *
 * @param kernel f32[in, out]
 * @param bias f32[out]
 */
record Dense(Tensor kernel, Tensor bias) {
  /** Hashed numbers up to the inverse root of the number of inputs; the bias is 0. */
  static Dense of(int seed, int in, int out) {
    double scale = 1 / Math.sqrt(in);
    return new Dense(Inputs.uniform(seed, -scale, scale, in, out), Numpy.zeros(out));
  }

  /** Layers between widths; the n-th has the seed {@code seed + n}. */
  static List<Dense> chain(int seed, int... widths) {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i + 1 < widths.length; i++) {
      layers.add(of(seed + i, widths[i], widths[i + 1]));
    }
    return layers;
  }

  Tensor apply(Tensor x) {
    return x.matmul(kernel).plus(bias);
  }

  /** Gives the memory back. */
  void close() {
    kernel.close();
    bias.close();
  }
}
