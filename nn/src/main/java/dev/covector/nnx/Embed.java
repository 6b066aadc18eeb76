package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Linear;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.random.VarianceScaling.Distribution;
import dev.covector.random.VarianceScaling.Mode;

/**
 * A vector for each number from 0.
 *
 * <pre>{@code
 * Embed embed = new Embed(7, 4, new Rngs(0));
 * Tensor vectors = embed.apply(Tensor.of(new int[] {1, 5})); // f32[2,4]
 * Tensor scores = embed.attend(vectors); // f32[2,7]
 * }</pre>
 */
public final class Embed extends Module implements Fn1<Tensor, Tensor> {
  private Param embedding;
  private final int numEmbeddings;
  private final int features;
  private final DType dtype;

  /** So many vectors of so many features. */
  public Embed(int numEmbeddings, int features, Rngs rngs) {
    this(numEmbeddings, features, new LinearOptions(), rngs);
  }

  /** Vectors with options; {@code kernelInit} draws them. */
  public Embed(int numEmbeddings, int features, LinearOptions options, Rngs rngs) {
    this.numEmbeddings = numEmbeddings;
    this.features = features;
    Initializer usual =
        Initializers.varianceScaling(1, Mode.FAN_IN, Distribution.NORMAL).outAxes(0);
    this.embedding =
        new Param(
            options
                .kernelInitOr(usual)
                .initialize(rngs.params(), Shape.of(numEmbeddings, features), options.paramDtype));
    this.dtype = options.dtype == null ? options.paramDtype : options.dtype;
  }

  /** The vectors of indices; NaN where an index is out of range. */
  @Override
  public Tensor apply(Tensor x) {
    if (!x.dtype().isInteger()) {
      throw new DTypeException("Embed: the input is " + x.type() + "; it must be of integers");
    }
    Tensor vectors = ComputeDType.to(embedding.get(), dtype);
    return numEmbeddings == 1
        ? Numpy.broadcastTo(vectors, x.shape().insert(x.rank(), features))
        : Numpy.take(vectors, x, 0);
  }

  /** The products of queries [..., features] with all vectors: [..., numEmbeddings]. */
  public Tensor attend(Tensor query) {
    return Linear.dense(query, Numpy.transpose(embedding.get()), null, dtype);
  }
}
