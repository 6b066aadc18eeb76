package dev.covector.linen;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.ComputeDType;
import dev.covector.layers.Linear;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.random.VarianceScaling.Distribution;
import dev.covector.random.VarianceScaling.Mode;
import org.jspecify.annotations.Nullable;

/**
 * A vector for each number from 0.
 *
 * <pre>{@code
 * Embed embed = new Embed(7, 4);
 * Map<String, Object> variables = embed.init(Random.key(0), Tensor.of(new int[] {1, 5}));
 * Tensor vectors = embed.apply(variables, Tensor.of(new int[] {1, 5})); // f32[2,4]
 * Tensor scores = embed.apply(variables, () -> embed.attend(vectors)); // f32[2,7]
 * }</pre>
 */
public final class Embed extends Layer {
  private int numEmbeddings;
  private int features;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private Initializer embeddingInit =
      Initializers.varianceScaling(1, Mode.FAN_IN, Distribution.NORMAL).outAxes(0);

  /**
   * A table of vectors.
   *
   * @param numEmbeddings how many
   * @param features the size of each
   */
  public Embed(int numEmbeddings, int features) {
    this.numEmbeddings = numEmbeddings;
    this.features = features;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public Embed dtype(@Nullable DType value) {
    Embed copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public Embed paramDtype(DType value) {
    Embed copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** How the vectors are drawn. */
  public Embed embeddingInit(Initializer value) {
    Embed copy = copy();
    copy.embeddingInit = value;
    return copy;
  }

  @Override
  public Embed named(String name) {
    return (Embed) super.named(name);
  }

  /** The vectors of indices; NaN where an index is out of range. */
  @Override
  protected Tensor call(Tensor x) {
    if (!x.dtype().isInteger()) {
      throw new DTypeException("Embed: the input is " + x.type() + "; it must be of integers");
    }
    Tensor embedding = table();
    Tensor vectors = dtype == null ? embedding : ComputeDType.to(embedding, dtype);
    if (numEmbeddings == 1) {
      return Numpy.broadcastTo(vectors, x.shape().insert(x.rank(), features));
    }
    return Numpy.take(vectors, x, 0);
  }

  /** The products of queries [..., features] with all vectors: [..., numEmbeddings]. */
  public Tensor attend(Tensor query) {
    return compact(
        () -> {
          Tensor transposed = Numpy.transpose(table());
          return Linear.dense(query, transposed, null, dtype);
        });
  }

  private Tensor table() {
    return param("embedding", embeddingInit, Shape.of(numEmbeddings, features), paramDtype);
  }
}
