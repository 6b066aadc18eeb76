package dev.covector.benchmarks.plain;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import java.util.List;

/** A transformer block with the norms first: causal attention of 8 heads, then two dense layers. */
record Block(Norm first, Dense queryKeyValue, Dense project, Norm second, Dense up, Dense down) {
  private static final int HEADS = 8;

  static Block of(int seed, int width) {
    return new Block(
        Norm.of(width),
        Dense.of(seed, width, 3 * width),
        Dense.of(seed + 1, width, width),
        Norm.of(width),
        Dense.of(seed + 2, width, 4 * width),
        Dense.of(seed + 3, 4 * width, width));
  }

  Tensor apply(Tensor x) {
    Tensor attended = x.plus(attention(first.apply(x)));
    Tensor hidden = Functions.gelu(up.apply(second.apply(attended)));
    return attended.plus(down.apply(hidden));
  }

  private Tensor attention(Tensor x) {
    int batch = x.shape().dim(0);
    int length = x.shape().dim(1);
    int width = x.shape().dim(2);
    int size = width / HEADS;
    List<Tensor> parts = Numpy.split(queryKeyValue.apply(x), 3, -1);
    Tensor query = parts.get(0).reshape(batch, length, HEADS, size);
    Tensor key = parts.get(1).reshape(batch, length, HEADS, size);
    Tensor value = parts.get(2).reshape(batch, length, HEADS, size);
    Tensor scores = Numpy.einsum("bqhd,bkhd->bhqk", query, key).div(Math.sqrt(size));
    Tensor places = Numpy.arange(length);
    Tensor causal = Numpy.expandDims(places, 1).ge(Numpy.expandDims(places, 0));
    Tensor weights = Functions.softmax(Numpy.where(causal, scores, -1e9));
    Tensor mixed = Numpy.einsum("bhqk,bkhd->bqhd", weights, value);
    return project.apply(mixed.reshape(batch, length, width));
  }
}
