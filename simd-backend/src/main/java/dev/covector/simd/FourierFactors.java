package dev.covector.simd;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a length is taken apart. */
final class FourierFactors {
  /** Larger prime factors are not worked on directly: their cost grows with their square. */
  private static final int LARGEST = 61;

  private FourierFactors() {}

  /**
   * The factors of a length, fours first; null when a prime factor is too large to work on
   * directly.
   */
  static int @Nullable [] of(int n) {
    List<Integer> factors = new ArrayList<>();
    int rest = n;
    while (rest % 4 == 0) {
      factors.add(4);
      rest /= 4;
    }
    for (int p = 2; p <= LARGEST; p++) {
      while (rest % p == 0) {
        factors.add(p);
        rest /= p;
      }
    }
    return rest == 1 ? factors.stream().mapToInt(Integer::intValue).toArray() : null;
  }

  /**
   * The divisor of a length nearest to its root from below whose cofactor is no smaller: the most
   * balanced way to write it as a product.
   */
  static int balanced(int n) {
    for (int d = (int) Math.sqrt(n); d > 1; d--) {
      if (n % d == 0) {
        return d;
      }
    }
    return 1;
  }
}
