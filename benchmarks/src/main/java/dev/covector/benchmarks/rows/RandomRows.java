package dev.covector.benchmarks.rows;

import static dev.covector.Covector.jit;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.random.Random;
import java.util.Map;
import java.util.function.Supplier;

/** Samples, which are JAX's for the same key. */
final class RandomRows {
  private RandomRows() {}

  static void addTo(Map<String, Supplier<Work>> rows) {
    rows.put("uniform_1M", () -> draw(key -> Random.uniform(key, 1_000_000)));
    rows.put("normal_1M", () -> draw(key -> Random.normal(key, 1_000_000)));
    rows.put("permutation_100k", () -> draw(key -> Random.permutation(key, 100_000)));
    rows.put("categorical_100kx10", RandomRows::categorical);
  }

  private static Work draw(Fn1<Tensor, Tensor> sampler) {
    Fn1<Tensor, Tensor> jitted = jit(sampler);
    Tensor key = Random.key(0);
    return Call.of(() -> jitted.apply(key));
  }

  private static Work categorical() {
    Fn2<Tensor, Tensor, Tensor> draw =
        jit((Tensor key, Tensor logits) -> Random.categorical(key, logits));
    Tensor key = Random.key(0);
    Tensor logits = Inputs.uniform(1, -2, 2, 100_000, 10);
    return Call.of(() -> draw.apply(key, logits));
  }
}
