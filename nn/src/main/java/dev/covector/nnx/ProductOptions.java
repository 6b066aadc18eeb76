package dev.covector.nnx;

import dev.covector.lax.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What layers with products have in common.
 *
 * @param <S> the class itself
 */
abstract class ProductOptions<S extends ProductOptions<S>> extends LayerOptions<S> {
  @Nullable Precision precision;

  ProductOptions() {}

  /** The precision of products; all are the same on a CPU. */
  public final S precision(@Nullable Precision value) {
    S copy = copy();
    copy.precision = value;
    return copy;
  }
}
