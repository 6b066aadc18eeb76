package dev.covector.benchmarks.plain;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.benchmarks.rows.Batch;
import dev.covector.benchmarks.rows.Inputs;
import dev.covector.benchmarks.rows.Losses;
import java.util.List;

/**
 * A causal language model of two blocks; Vaswani et al. 2017.
 *
 * @param tokens embeddings f32[vocabulary, width]
 * @param positions embeddings f32[length, width]
 * @param head to the logits of the vocabulary
 */
record Transformer(Tensor tokens, Tensor positions, List<Block> blocks, Norm norm, Dense head) {
  private static final int BATCH = 8;
  private static final int LENGTH = 128;
  private static final int WIDTH = 256;
  private static final int VOCABULARY = 1000;

  static Work row() {
    Tensor ids = Inputs.integers(1, VOCABULARY, BATCH, LENGTH);
    Tensor next = Inputs.integers(2, VOCABULARY, BATCH, LENGTH);
    return new Adam(1e-3, 1e-4)
        .train(
            Transformer::model,
            new Batch(ids, next),
            (m, batch, count) -> Losses.crossEntropy(m.logits(batch.x()), batch.y()));
  }

  private static Transformer model() {
    return new Transformer(
        Inputs.uniform(3, -0.1, 0.1, VOCABULARY, WIDTH),
        Inputs.uniform(4, -0.1, 0.1, LENGTH, WIDTH),
        List.of(Block.of(10, WIDTH), Block.of(20, WIDTH)),
        Norm.of(WIDTH),
        Dense.of(30, WIDTH, VOCABULARY));
  }

  private Tensor logits(Tensor ids) {
    Tensor x = tokens.get(ids).plus(positions);
    for (Block block : blocks) {
      x = block.apply(x);
    }
    return head.apply(norm.apply(x));
  }
}
