package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import org.jspecify.annotations.Nullable;

/** Sums and shares of tangents and cotangents, where null is a symbolic zero. */
public final class Cotangents {
  private Cotangents() {}

  /** x + y. */
  public static @Nullable Tensor sum(@Nullable Tensor x, @Nullable Tensor y) {
    return x == null ? y : y == null ? x : Lax.add(x, y);
  }

  /** 1 where z comes from x alone, 0.5 where x and y tie, else 0. */
  static Tensor share(Tensor x, Tensor y, Tensor z) {
    Tensor one = Lax.fullLike(x, 1);
    Tensor shared = Lax.select(Lax.eq(y, z), Lax.fullLike(x, 0.5), one);
    return Lax.select(Lax.eq(x, z), shared, Lax.fullLike(x, 0));
  }
}
