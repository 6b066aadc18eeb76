package dev.covector.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Joins neighbouring dimensions of an iteration space that all positions walk as one. */
final class Dimensions {
  private Dimensions() {}

  /**
   * The dimensions, from the outermost, that may be merged with their successor one after the
   * other; the last first, so that numbers stay valid.
   *
   * @param rowRank how many of the last dimensions must stay apart from the rest
   */
  static List<Integer> mergeable(long[] extents, int rowRank, Collection<Affine> positions) {
    List<Integer> merges = new ArrayList<>();
    for (int d = extents.length - 2; d >= 0; d--) {
      if (d == extents.length - rowRank - 1) {
        continue;
      }
      long inner = extents[d + 1];
      boolean joins = true;
      for (Affine position : positions) {
        long[] c = position.coefficients();
        joins &= c[d] == c[d + 1] * inner;
      }
      if (joins) {
        merges.add(d);
      }
    }
    return merges;
  }

  /** The sizes after a merge of a dimension with the next. */
  static long[] merge(long[] extents, int dimension) {
    long[] result = new long[extents.length - 1];
    System.arraycopy(extents, 0, result, 0, dimension);
    System.arraycopy(extents, dimension + 1, result, dimension, result.length - dimension);
    result[dimension] = Math.multiplyExact(extents[dimension], extents[dimension + 1]);
    return result;
  }

  /** The number of points. */
  static long points(long[] extents) {
    return Arrays.stream(extents).reduce(1, Math::multiplyExact);
  }
}
