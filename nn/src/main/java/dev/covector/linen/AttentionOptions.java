package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.layers.AttentionWeights;
import org.jspecify.annotations.Nullable;

/**
 * What changes the weights of an attention.
 *
 * <pre>{@code
 * Tensor mask = Attention.makeCausalMask(Numpy.ones(1, 3));
 * AttentionOptions options =
 *     AttentionOptions.DEFAULT.mask(mask).dropout(0.1, Random.key(0));
 * }</pre>
 *
 * @param bias added before softmax, or null; broadcasts to [examples..., heads, queries, keys]
 * @param mask false or 0 where nothing is attended to, or null; broadcasts likewise
 * @param dropoutRng key[] for dropout, or null for none
 * @param dropoutRate the probability that a weight is dropped
 * @param broadcastDropout whether all examples and heads drop the same weights
 * @param dtype to compute in; null for what the operands promote to
 * @param forceFp32ForSoftmax whether softmax is computed in f32 at least
 */
public record AttentionOptions(
    @Nullable Tensor bias,
    @Nullable Tensor mask,
    @Nullable Tensor dropoutRng,
    double dropoutRate,
    boolean broadcastDropout,
    @Nullable DType dtype,
    boolean forceFp32ForSoftmax) {
  /** Nothing special. */
  public static final AttentionOptions DEFAULT =
      new AttentionOptions(null, null, null, 0, true, null, false);

  /** These, with something added to the products. */
  public AttentionOptions bias(@Nullable Tensor added) {
    return new AttentionOptions(
        added, mask, dropoutRng, dropoutRate, broadcastDropout, dtype, forceFp32ForSoftmax);
  }

  /** These, with a mask. */
  public AttentionOptions mask(@Nullable Tensor visible) {
    return new AttentionOptions(
        bias, visible, dropoutRng, dropoutRate, broadcastDropout, dtype, forceFp32ForSoftmax);
  }

  /** These, with weights dropped at random. */
  public AttentionOptions dropout(double rate, Tensor rng) {
    return new AttentionOptions(
        bias, mask, rng, rate, broadcastDropout, dtype, forceFp32ForSoftmax);
  }

  /** These, with the same weights dropped for all examples and heads, or not. */
  public AttentionOptions broadcastDropout(boolean shared) {
    return new AttentionOptions(
        bias, mask, dropoutRng, dropoutRate, shared, dtype, forceFp32ForSoftmax);
  }

  /** These, in a dtype. */
  public AttentionOptions dtype(@Nullable DType computation) {
    return new AttentionOptions(
        bias, mask, dropoutRng, dropoutRate, broadcastDropout, computation, forceFp32ForSoftmax);
  }

  /** These, with softmax in f32 at least, or not. */
  public AttentionOptions forceFp32ForSoftmax(boolean wide) {
    return new AttentionOptions(bias, mask, dropoutRng, dropoutRate, broadcastDropout, dtype, wide);
  }

  AttentionWeights.Mode mode() {
    return new AttentionWeights.Mode(
        bias,
        mask,
        dropoutRate == 0 ? null : dropoutRng,
        dropoutRate,
        broadcastDropout,
        dtype,
        forceFp32ForSoftmax);
  }
}
