package dev.covector.linen;

/**
 * The same as {@link MultiHeadDotProductAttention}, under a shorter name: in parameters too.
 *
 * <pre>{@code
 * MultiHeadAttention attention = new MultiHeadAttention(2);
 * Map<String, Object> variables = attention.init(Random.key(0), Numpy.ones(1, 3, 8));
 * Tensor y = attention.apply(variables, Numpy.ones(1, 3, 8)); // f32[1,3,8]
 * }</pre>
 */
public final class MultiHeadAttention extends MultiHeadDotProductAttention {
  /** Attention with so many heads. */
  public MultiHeadAttention(int numHeads) {
    super(numHeads);
  }
}
