package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.linen.Dense;
import dev.covector.linen.Embed;
import dev.covector.linen.Layer;
import dev.covector.linen.LayerNorm;
import dev.covector.optim.Optax;
import java.util.List;

/** A causal language model of two blocks over 128 tokens; Vaswani et al. 2017. */
final class Transformer extends Layer {
  private static final int BATCH = 8;
  private static final int LENGTH = 128;
  private static final int WIDTH = 256;
  private static final int VOCABULARY = 1000;

  private final Embed tokens = new Embed(VOCABULARY, WIDTH).embeddingInit(Hashed.uniform(3, 0.1));
  private final List<Block> blocks = List.of(new Block(10, WIDTH), new Block(20, WIDTH));
  private final LayerNorm norm = new LayerNorm();
  private final Dense head = new Dense(VOCABULARY).kernelInit(Hashed.kernel(30));

  static Work row() {
    Tensor ids = Inputs.integers(1, VOCABULARY, BATCH, LENGTH);
    Tensor next = Inputs.integers(2, VOCABULARY, BATCH, LENGTH);
    Batch batch = new Batch(ids, next);
    return StepRows.classifier(new Transformer(), batch, Optax.adamw(1e-3).weightDecay(1e-4))
        .donated(batch);
  }

  @Override
  protected Tensor call(Tensor ids) {
    Tensor x = tokens.apply(ids).plus(param("positions", Hashed.uniform(4, 0.1), LENGTH, WIDTH));
    for (Block block : blocks) {
      x = block.apply(x);
    }
    return head.apply(norm.apply(x));
  }
}
