package dev.covector.benchmarks.plain;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.benchmarks.rows.Batch;
import dev.covector.benchmarks.rows.Inputs;
import dev.covector.benchmarks.rows.Losses;
import dev.covector.functions.Functions;
import dev.covector.lax.ConvOptions;
import dev.covector.lax.Lax;
import dev.covector.lax.Padding;
import dev.covector.lax.WindowOptions;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * Two convolutions of 32 and 64 features, each pooled by 2, then dense layers of 256 and 10.
 *
 * @param first kernel f32[3, 3, 1, 32]
 * @param second kernel f32[3, 3, 32, 64]
 */
record Cnn(Tensor first, Tensor firstBias, Tensor second, Tensor secondBias, List<Dense> dense) {
  private static final WindowOptions POOL = WindowOptions.of(1, 2, 2, 1).strides(1, 2, 2, 1);
  private static final ConvOptions SAME =
      ConvOptions.strides(1, 1).padding(Padding.SAME).dimensions("NHWC", "HWIO", "NHWC");
  private static final int BATCH = 64;

  static Work row() {
    Batch batch =
        new Batch(Inputs.uniform(1, 0, 1, BATCH, 28, 28, 1), Inputs.integers(2, 10, BATCH));
    return new Adam(1e-3, 0)
        .train(
            Cnn::model,
            batch,
            (m, data, count) -> Losses.crossEntropy(m.logits(data.x()), data.y()));
  }

  private static Cnn model() {
    return new Cnn(
        Inputs.uniform(10, -1.0 / 3, 1.0 / 3, 3, 3, 1, 32),
        Numpy.zeros(32),
        Inputs.uniform(11, -1.0 / 17, 1.0 / 17, 3, 3, 32, 64),
        Numpy.zeros(64),
        Dense.chain(12, 7 * 7 * 64, 256, 10));
  }

  private Tensor logits(Tensor images) {
    Tensor x = pool(Functions.relu(convolve(images, first).plus(firstBias)));
    x = pool(Functions.relu(convolve(x, second).plus(secondBias)));
    return Mlp.relu(dense, x.reshape(BATCH, 7 * 7 * 64));
  }

  private static Tensor convolve(Tensor x, Tensor kernel) {
    return Lax.convGeneralDilated(x, kernel, SAME);
  }

  private static Tensor pool(Tensor x) {
    return Lax.reduceWindowMax(x, POOL);
  }
}
