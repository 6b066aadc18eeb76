package dev.covector.random;

/**
 * JAX's random: keys and what is drawn from them. The functions are inherited from one class per
 * topic; a key comes first, and the shape of the result is a {@link dev.covector.Shape} or, where
 * nothing follows it, plain sizes.
 *
 * <pre>{@code
 * Tensor keys = Random.split(Random.key(0));
 * Tensor x = Random.normal(Random.keyAt(keys, 0), 3, 5); // f32[3,5]
 * }</pre>
 */
public final class Random extends RandomCategorical {
  private Random() {}
}
