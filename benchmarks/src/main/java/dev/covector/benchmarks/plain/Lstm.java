package dev.covector.benchmarks.plain;

import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.benchmarks.rows.Batch;
import dev.covector.benchmarks.rows.Inputs;
import dev.covector.benchmarks.rows.Losses;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * A recurrent classifier, its four gates in one product as in Flax's OptimizedLSTMCell; Hochreiter
 * and Schmidhuber 1997.
 *
 * @param input f32[width, 4 * width]
 * @param hidden f32[width, 4 * width], with the bias
 * @param head from the last hidden state to the logits of ten classes
 */
record Lstm(Tensor input, Dense hidden, Dense head) {
  private static final int BATCH = 32;
  private static final int LENGTH = 64;
  private static final int WIDTH = 256;

  /** The state between two steps: cell and hidden, f32[batch, width]. */
  record Carry(Tensor cell, Tensor hidden) {}

  static Work row() {
    Tensor xs = Inputs.signed(1, LENGTH, BATCH, WIDTH);
    Tensor labels = Inputs.integers(2, 10, BATCH);
    return new Adam(1e-3, 0)
        .train(
            Lstm::model,
            new Batch(xs, labels),
            (m, batch, count) -> Losses.crossEntropy(m.logits(batch.x()), batch.y()));
  }

  private static Lstm model() {
    return new Lstm(gates(3), new Dense(gates(4), Numpy.zeros(4 * WIDTH)), Dense.of(5, WIDTH, 10));
  }

  /** The gates begin alike, as the row's do. */
  private static Tensor gates(int seed) {
    Tensor one = Dense.of(seed, WIDTH, WIDTH).kernel();
    return Numpy.concatenate(List.of(one, one, one, one), 1);
  }

  private Tensor logits(Tensor xs) {
    Tensor zeros = Numpy.zeros(xs.shape().dim(1), WIDTH);
    Carry last =
        Lax.scan(
                (Carry carry, Tensor x) -> new Scanned<>(step(carry, x), List.of()),
                new Carry(zeros, zeros),
                xs)
            .carry();
    return head.apply(last.hidden());
  }

  private Carry step(Carry carry, Tensor x) {
    Tensor gates = x.matmul(input).plus(hidden.apply(carry.hidden()));
    List<Tensor> parts = Numpy.split(gates, 4, -1);
    Tensor in = Functions.sigmoid(parts.get(0));
    Tensor forget = Functions.sigmoid(parts.get(1));
    Tensor candidate = Functions.tanh(parts.get(2));
    Tensor out = Functions.sigmoid(parts.get(3));
    Tensor cell = forget.times(carry.cell()).plus(in.times(candidate));
    return new Carry(cell, out.times(Functions.tanh(cell)));
  }
}
