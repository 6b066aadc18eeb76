package dev.covector.linen;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What an attention is given.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(1, 3, 8);
 * AttentionInputs inputs = AttentionInputs.of(x).mask(Attention.makeCausalMask(Numpy.ones(1, 3)));
 * }</pre>
 *
 * @param query [examples..., queries, features]
 * @param key [examples..., keys, features]
 * @param value [examples..., keys, features]
 * @param mask false or 0 where nothing is attended to, or null; broadcasts to [examples..., heads,
 *     queries, keys]
 * @param deterministic whether no weight is dropped; null for what the module says
 * @param dropoutRng a key for dropout; null for one of the stream {@code dropout}
 * @param sowWeights whether the weights are left in the collection {@code intermediates}
 */
public record AttentionInputs(
    Tensor query,
    Tensor key,
    Tensor value,
    @Nullable Tensor mask,
    @Nullable Boolean deterministic,
    @Nullable Tensor dropoutRng,
    boolean sowWeights) {
  /** A tensor that attends to itself. */
  public static AttentionInputs of(Tensor x) {
    return of(x, x, x);
  }

  /** Queries, and keys that are values too. */
  public static AttentionInputs of(Tensor query, Tensor key) {
    return of(query, key, key);
  }

  /** Queries, keys and values. */
  public static AttentionInputs of(Tensor query, Tensor key, Tensor value) {
    return new AttentionInputs(query, key, value, null, null, null, false);
  }

  /** These, with a mask; null for none. */
  public AttentionInputs mask(@Nullable Tensor visible) {
    return new AttentionInputs(query, key, value, visible, deterministic, dropoutRng, sowWeights);
  }

  /** These, with dropout or without. */
  public AttentionInputs deterministic(boolean nothingDropped) {
    return new AttentionInputs(query, key, value, mask, nothingDropped, dropoutRng, sowWeights);
  }

  /** These, with a key for dropout. */
  public AttentionInputs dropoutRng(@Nullable Tensor rng) {
    return new AttentionInputs(query, key, value, mask, deterministic, rng, sowWeights);
  }

  /** These, leaving the weights in {@code intermediates}. */
  public AttentionInputs sowWeights(boolean sow) {
    return new AttentionInputs(query, key, value, mask, deterministic, dropoutRng, sow);
  }
}
