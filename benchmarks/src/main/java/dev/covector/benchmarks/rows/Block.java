package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.linen.Attention;
import dev.covector.linen.AttentionOptions;
import dev.covector.linen.Dense;
import dev.covector.linen.Layer;
import dev.covector.linen.LayerNorm;
import dev.covector.numpy.Numpy;
import java.util.List;

/** A transformer block with the norms first: causal attention of 8 heads, then two dense layers. */
final class Block extends Layer {
  private static final int HEADS = 8;

  private final int width;
  private final LayerNorm first = new LayerNorm();
  private final Dense qkv;
  private final Dense project;
  private final LayerNorm second = new LayerNorm();
  private final Dense up;
  private final Dense down;

  Block(int seed, int width) {
    this.width = width;
    qkv = dense(seed, 3 * width);
    project = dense(seed + 1, width);
    up = dense(seed + 2, 4 * width);
    down = dense(seed + 3, width);
  }

  private static Dense dense(int seed, int features) {
    return new Dense(features).kernelInit(Hashed.kernel(seed));
  }

  @Override
  protected Tensor call(Tensor x) {
    Tensor attended = x.plus(attention(first.apply(x)));
    Tensor hidden = Functions.gelu(up.apply(second.apply(attended)));
    return attended.plus(down.apply(hidden));
  }

  private Tensor attention(Tensor x) {
    int batch = x.shape().dim(0);
    int length = x.shape().dim(1);
    List<Tensor> parts =
        Numpy.split(qkv.apply(x), 3, -1).stream()
            .map(part -> part.reshape(batch, length, HEADS, width / HEADS))
            .toList();
    Tensor mask = Attention.makeCausalMask(Numpy.ones(1, length));
    Tensor mixed =
        Attention.dotProductAttention(
            parts.get(0), parts.get(1), parts.get(2), AttentionOptions.DEFAULT.mask(mask));
    return project.apply(mixed.reshape(batch, length, width));
  }
}
