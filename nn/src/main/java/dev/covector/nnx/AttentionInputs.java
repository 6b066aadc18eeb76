package dev.covector.nnx;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What an attention is given.
 *
 * <pre>{@code
 * MultiHeadAttention attention = new MultiHeadAttention(2, 8, new Rngs(0));
 * AttentionInputs inputs = AttentionInputs.of(Numpy.ones(3, 5, 8)).causal(true).sowWeights(true);
 * CapturedValues<Tensor> seen = Nnx.capture(attention, () -> attention.attend(inputs));
 * Tensor weights = seen.values().get("attention_weights/0"); // f32[3,2,5,5]
 * }</pre>
 *
 * @param query [examples..., queries, features]
 * @param key [examples..., keys, features]
 * @param value [examples..., keys, features]
 * @param mask false or 0 where nothing is attended to, or null; broadcasts to [examples..., heads,
 *     queries, keys]
 * @param causal whether each position sees only those up to itself
 * @param deterministic whether no weight is dropped; null for what the module says
 * @param dropoutRng a key for dropout; null for one of the module's stream
 * @param sowWeights whether the weights are sown as {@code attention_weights}
 */
public record AttentionInputs(
    Tensor query,
    Tensor key,
    Tensor value,
    @Nullable Tensor mask,
    boolean causal,
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
    return new AttentionInputs(query, key, value, null, false, null, null, false);
  }

  /** These, with a mask; null for none. */
  public AttentionInputs mask(@Nullable Tensor visible) {
    return new AttentionInputs(
        query, key, value, visible, causal, deterministic, dropoutRng, sowWeights);
  }

  /** These, each position seeing only those up to itself, or all. */
  public AttentionInputs causal(boolean only) {
    return new AttentionInputs(
        query, key, value, mask, only, deterministic, dropoutRng, sowWeights);
  }

  /** These, with dropout or without. */
  public AttentionInputs deterministic(boolean nothingDropped) {
    return new AttentionInputs(
        query, key, value, mask, causal, nothingDropped, dropoutRng, sowWeights);
  }

  /** These, with a key for dropout. */
  public AttentionInputs dropoutRng(@Nullable Tensor rng) {
    return new AttentionInputs(query, key, value, mask, causal, deterministic, rng, sowWeights);
  }

  /** These, handing out the weights to {@link Nnx#capture}. */
  public AttentionInputs sowWeights(boolean sow) {
    return new AttentionInputs(query, key, value, mask, causal, deterministic, dropoutRng, sow);
  }
}
