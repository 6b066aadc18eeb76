package dev.covector.benchmarks.rows;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.linen.Dense;
import dev.covector.linen.Layer;

/** Dense layers with an activation between them; the n-th draws its kernel from a seed plus n. */
final class Mlp extends Layer {
  private final int seed;
  private final Fn1<Tensor, Tensor> activation;
  private final int[] features;

  Mlp(int seed, Fn1<Tensor, Tensor> activation, int... features) {
    this.seed = seed;
    this.activation = activation;
    this.features = features.clone();
  }

  /** With relu between the layers. */
  static Mlp relu(int seed, int... features) {
    return new Mlp(seed, Functions::relu, features);
  }

  @Override
  protected Tensor call(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < features.length; i++) {
      Tensor input = i == 0 ? y : activation.apply(y);
      y = new Dense(features[i]).kernelInit(Hashed.kernel(seed + i)).apply(input);
    }
    return y;
  }
}
