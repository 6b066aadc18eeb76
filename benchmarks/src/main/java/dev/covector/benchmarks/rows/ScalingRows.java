package dev.covector.benchmarks.rows;

import static dev.covector.Covector.jit;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.benchmarks.Chain;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.functions.Functions;
import dev.covector.optim.Optax;
import java.util.Arrays;
import java.util.Optional;

/**
 * Rows of any size: {@code scaling:selu:N} and {@code scaling:sum:N} over N elements, {@code
 * scaling:chain:N}, N equations over 1000 elements, and {@code scaling:layers:N}, a step of a
 * network with N hidden layers.
 */
final class ScalingRows {
  private static final int WIDTH = 128;

  private ScalingRows() {}

  static Optional<Work> row(String name) {
    String[] parts = name.split(":");
    if (parts.length != 3 || !parts[0].equals("scaling")) {
      return Optional.empty();
    }
    int n = Integer.parseInt(parts[2]);
    return switch (parts[1]) {
      case "selu" -> Optional.of(unary(Functions::selu, n));
      case "sum" -> Optional.of(unary(x -> x.sum(), n));
      case "chain" -> Optional.of(unary(x -> Chain.of(n / 2, x), 1000));
      case "layers" -> Optional.of(layers(n));
      default -> Optional.empty();
    };
  }

  private static Work unary(Fn1<Tensor, Tensor> function, int n) {
    Fn1<Tensor, Tensor> jitted = jit(function);
    Tensor x = Inputs.signed(1, n);
    return Call.of(() -> jitted.apply(x));
  }

  private static Work layers(int n) {
    int[] features = new int[n + 1];
    Arrays.fill(features, WIDTH);
    features[n] = 10;
    Batch batch = new Batch(Inputs.uniform(1, 0, 1, WIDTH, WIDTH), Inputs.integers(2, 10, WIDTH));
    return StepRows.classifier(Mlp.relu(3, features), batch, Optax.adam(1e-3)).donated(batch);
  }
}
