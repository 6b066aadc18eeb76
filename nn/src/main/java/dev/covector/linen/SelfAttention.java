package dev.covector.linen;

/**
 * {@link MultiHeadDotProductAttention} called with one tensor.
 *
 * <pre>{@code
 * SelfAttention attention = new SelfAttention(2);
 * Map<String, Object> variables = attention.init(Random.key(0), Numpy.ones(1, 3, 8));
 * Tensor y = attention.apply(variables, Numpy.ones(1, 3, 8)); // f32[1,3,8]
 * }</pre>
 */
public final class SelfAttention extends MultiHeadDotProductAttention {
  /** Attention with so many heads. */
  public SelfAttention(int numHeads) {
    super(numHeads);
  }
}
