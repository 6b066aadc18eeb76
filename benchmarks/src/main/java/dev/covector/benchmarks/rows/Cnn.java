package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.functions.Functions;
import dev.covector.lax.Padding;
import dev.covector.linen.Conv;
import dev.covector.linen.Layer;
import dev.covector.optim.Optax;

/** Two convolutions of 32 and 64 features, each pooled by 2, then dense layers of 256 and 10. */
final class Cnn extends Layer {
  private static final int BATCH = 64;
  private static final int[] TWO = {2, 2};

  static Work row() {
    Batch batch =
        new Batch(Inputs.uniform(1, 0, 1, BATCH, 28, 28, 1), Inputs.integers(2, 10, BATCH));
    return StepRows.classifier(new Cnn(), batch, Optax.adam(1e-3)).donated(batch);
  }

  @Override
  protected Tensor call(Tensor images) {
    Tensor x = new Conv(32, 3, 3).kernelInit(Hashed.uniform(10, 1.0 / 3)).apply(images);
    x = pool(Functions.relu(x));
    x = new Conv(64, 3, 3).kernelInit(Hashed.uniform(11, 1.0 / 17)).apply(x);
    x = pool(Functions.relu(x));
    return Mlp.relu(12, 256, 10).apply(x.reshape(BATCH, -1));
  }

  private static Tensor pool(Tensor x) {
    return Functions.maxPool(x, TWO, TWO, Padding.VALID);
  }
}
