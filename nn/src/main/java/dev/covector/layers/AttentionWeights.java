package dev.covector.layers;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Attention; Vaswani et al. 2017, <i>Attention is all you need</i>. */
public final class AttentionWeights {
  /**
   * What changes the weights of an attention.
   *
   * @param bias added before softmax, or null; broadcasts to [..., heads, queries, keys]
   * @param mask false or 0 where nothing is attended to, or null; broadcasts likewise
   * @param dropoutRng key[] for dropout, or null
   * @param dropoutRate the probability that a weight is dropped
   * @param shareDropout whether all examples and heads drop the same weights
   * @param dtype to compute in; null for what the operands promote to
   * @param wideSoftmax whether softmax is computed in f32 at least
   */
  public record Mode(
      @Nullable Tensor bias,
      @Nullable Tensor mask,
      @Nullable Tensor dropoutRng,
      double dropoutRate,
      boolean shareDropout,
      @Nullable DType dtype,
      boolean wideSoftmax) {}

  private AttentionWeights() {}

  /**
   * The weights: softmax of {@code query key / sqrt(depth)}, of which some are dropped.
   *
   * @param query [..., queries, heads, depth]
   * @param key [..., keys, heads, depth]
   * @param complete is given the weights before any is dropped
   * @return [..., heads, queries, keys]
   * @throws ShapeException when examples, heads or depths differ
   */
  public static Tensor weights(Tensor query, Tensor key, Mode mode, Consumer<Tensor> complete) {
    @Nullable Tensor[] in = ComputeDType.promote("attention", mode.dtype, query, key);
    Tensor q = Objects.requireNonNull(in[0]);
    Tensor k = Objects.requireNonNull(in[1]);
    requireFit("key", q, k, true);
    DType dtype = q.dtype();
    Tensor depth = Lax.full(Shape.SCALAR, q.shape().dim(-1), dtype);
    Tensor scores = Numpy.einsum("...qhd,...khd->...hqk", q.div(Lax.sqrt(depth)), k);
    if (mode.bias != null) {
      scores = scores.plus(mode.bias);
    }
    if (mode.mask != null) {
      Tensor visible = Numpy.notEqual(mode.mask, Lax.fullLike(mode.mask, 0));
      scores = Numpy.where(visible, scores, Lax.full(Shape.SCALAR, lowest(dtype), scores.dtype()));
    }
    Tensor weights =
        mode.wideSoftmax
            ? Functions.softmax(ComputeDType.to(scores, DType.F32))
            : ComputeDType.to(Functions.softmax(scores), dtype);
    complete.accept(weights);
    return mode.dropoutRng == null ? weights : dropped(weights, mode, mode.dropoutRng, dtype);
  }

  private static Tensor dropped(Tensor weights, Mode mode, Tensor rng, DType dtype) {
    double keep = 1 - mode.dropoutRate;
    int[] sizes = weights.shape().toArray();
    if (mode.shareDropout) {
      Arrays.fill(sizes, 0, sizes.length - 2, 1);
    }
    Tensor kept = Random.bernoulli(rng, keep, Shape.of(sizes));
    Tensor factor = Lax.convert(kept, dtype).div(Lax.full(Shape.SCALAR, keep, dtype));
    return weights.times(factor);
  }

  /** The finite number that is least in a dtype. */
  private static double lowest(DType dtype) {
    return switch (dtype) {
      case F16 -> -65504;
      case BF16 -> -0x1.FEp127;
      case F64, C128 -> -Double.MAX_VALUE;
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, F32, C64, KEY, KEY_ORIGINAL ->
          -Float.MAX_VALUE;
    };
  }

  /**
   * The values weighted.
   *
   * @param value [..., keys, heads, depth]
   * @param complete is given the weights before any is dropped
   * @return [..., queries, heads, depth]
   */
  public static Tensor attend(
      Tensor query, Tensor key, Tensor value, Mode mode, Consumer<Tensor> complete) {
    @Nullable Tensor[] in = ComputeDType.promote("attention", mode.dtype, query, key, value);
    Tensor k = Objects.requireNonNull(in[1]);
    Tensor v = Objects.requireNonNull(in[2]);
    requireFit("value", k, v, false);
    if (k.shape().dim(-3) != v.shape().dim(-3)) {
      throw new ShapeException(
          "attention: key %s and value %s have different lengths".formatted(k.type(), v.type()));
    }
    Tensor weights = weights(Objects.requireNonNull(in[0]), k, mode, complete);
    return Numpy.einsum("...hqk,...khd->...qhd", weights, v);
  }

  private static void requireFit(String name, Tensor x, Tensor y, boolean depths) {
    boolean fits = x.rank() == y.rank() && x.rank() >= 3;
    for (int i = 0; fits && i < x.rank(); i++) {
      boolean length = i == x.rank() - 3;
      boolean depth = i == x.rank() - 1;
      fits = length || depth && !depths || x.shape().dim(i) == y.shape().dim(i);
    }
    if (!fits) {
      throw new ShapeException(
          "attention: %s and %s %s do not fit; they are [..., length, heads, depth], with the same examples%s"
              .formatted(x.type(), name, y.type(), depths ? ", heads and depth" : " and heads"));
    }
  }
}
