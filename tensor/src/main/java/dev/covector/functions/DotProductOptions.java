package dev.covector.functions;

import dev.covector.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What changes a dot product attention.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(1, 3, 2, 4);
 * Tensor y =
 *     Functions.dotProductAttention(x, x, x, DotProductOptions.DEFAULT.causal(true));
 * }</pre>
 *
 * @param bias added before softmax; broadcasts to [examples, heads, queries, keys]
 * @param mask bool, false where nothing is attended to; broadcasts likewise
 * @param scale what the products are multiplied by; 1 / sqrt(depth) without it
 * @param causal whether a query sees only keys up to its own position
 * @param queryLengths i32[examples]: queries from there on are padding, and give 0
 * @param keyLengths i32[examples]: keys from there on are padding
 * @param window how many keys before and after its own position a query sees; negative for all
 */
public record DotProductOptions(
    Optional<Tensor> bias,
    Optional<Tensor> mask,
    OptionalDouble scale,
    boolean causal,
    Optional<Tensor> queryLengths,
    Optional<Tensor> keyLengths,
    Window window) {
  /** How many keys before and after its own position a query sees; negative for all. */
  public record Window(int before, int after) {}

  /** Nothing special. */
  public static final DotProductOptions DEFAULT =
      new DotProductOptions(
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          new Window(-1, -1));

  /** These, with something added to the products. */
  public DotProductOptions bias(Tensor added) {
    return new DotProductOptions(
        Optional.of(added), mask, scale, causal, queryLengths, keyLengths, window);
  }

  /** These, with a mask. */
  public DotProductOptions mask(Tensor visible) {
    return new DotProductOptions(
        bias, Optional.of(visible), scale, causal, queryLengths, keyLengths, window);
  }

  /** These, with another scale. */
  public DotProductOptions scale(double factor) {
    return new DotProductOptions(
        bias, mask, OptionalDouble.of(factor), causal, queryLengths, keyLengths, window);
  }

  /** These, causal or not. */
  public DotProductOptions causal(boolean isCausal) {
    return new DotProductOptions(bias, mask, scale, isCausal, queryLengths, keyLengths, window);
  }

  /** These, with the lengths of the queries. */
  public DotProductOptions queryLengths(Tensor lengths) {
    return new DotProductOptions(
        bias, mask, scale, causal, Optional.of(lengths), keyLengths, window);
  }

  /** These, with the lengths of keys and values. */
  public DotProductOptions keyLengths(Tensor lengths) {
    return new DotProductOptions(
        bias, mask, scale, causal, queryLengths, Optional.of(lengths), window);
  }

  /** These, with a local window. */
  public DotProductOptions window(int before, int after) {
    return new DotProductOptions(
        bias, mask, scale, causal, queryLengths, keyLengths, new Window(before, after));
  }
}
