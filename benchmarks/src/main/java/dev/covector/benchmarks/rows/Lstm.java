package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.linen.Dense;
import dev.covector.linen.LSTMState;
import dev.covector.linen.Layer;
import dev.covector.linen.OptimizedLSTMCell;
import dev.covector.linen.RNN;
import dev.covector.linen.RNNInputs;
import dev.covector.optim.Optax;

/**
 * A recurrent classifier: the last hidden state of 256 numbers goes to the logits of ten classes;
 * Hochreiter and Schmidhuber 1997.
 */
final class Lstm extends Layer {
  private static final int BATCH = 32;
  private static final int LENGTH = 64;
  private static final int WIDTH = 256;

  private final RNN<LSTMState> rnn =
      new RNN<>(
              new OptimizedLSTMCell(WIDTH)
                  .kernelInit(Hashed.kernel(3))
                  .recurrentKernelInit(Hashed.kernel(4)))
          .timeMajor(true);
  private final Dense head = new Dense(10).kernelInit(Hashed.kernel(5));

  static Work row() {
    Batch batch = new Batch(Inputs.signed(1, LENGTH, BATCH, WIDTH), Inputs.integers(2, 10, BATCH));
    return StepRows.classifier(new Lstm(), batch, Optax.adam(1e-3)).donated(batch);
  }

  @Override
  protected Tensor call(Tensor xs) {
    return head.apply(rnn.run(RNNInputs.of(xs)).carry().hidden());
  }
}
