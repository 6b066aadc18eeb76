package dev.covector.lowering;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the index along each axis of a value from a row-major position in it. */
final class ReshapeMap {
  private ReshapeMap() {}

  /**
   * The map of a read whose value is a reshape of another. Dimensions of the step are split where
   * that helps.
   *
   * @param sizes the physical sizes of the other value
   * @return null when no map by multiples of the step's indices exists
   */
  static @Nullable IndexMap through(Read read, long[] sizes) {
    Step step = read.step();
    while (true) {
      int rank = step.rank();
      for (long extent : step.extents) {
        if (extent == 0) { // no point ever asks
          Affine zero = Affine.constant(0, rank);
          return new IndexMap(java.util.Collections.nCopies(sizes.length, zero));
        }
      }
      Attempt attempt = attempt(read.linear(), sizes, step);
      if (attempt.map != null) {
        return attempt.map;
      }
      if (attempt.dimension < 0) {
        return null;
      }
      step.split(attempt.dimension, attempt.inner);
    }
  }

  /** A map, or the split that brings one closer, or neither (dimension -1). */
  private record Attempt(@Nullable IndexMap map, int dimension, long inner) {}

  private static Attempt attempt(Affine position, long[] sizes, Step step) {
    long[] strides = Physical.strides(sizes);
    List<Affine> axes = new ArrayList<>();
    Affine rest = position;
    for (int axis = 0; axis < sizes.length; axis++) {
      long stride = strides[axis];
      int rank = step.rank();
      long[] whole = new long[rank];
      long[] part = new long[rank];
      long low = rest.constant();
      long high = rest.constant();
      for (int d = 0; d < rank; d++) {
        long c = rest.coefficients()[d];
        if (c % stride == 0) {
          whole[d] = c / stride;
        } else {
          part[d] = c;
          low += Math.min(0, c * (step.extents[d] - 1));
          high += Math.max(0, c * (step.extents[d] - 1));
        }
      }
      long base = Math.floorDiv(low, stride);
      if (high - base * stride >= stride) {
        return split(part, stride, step);
      }
      axes.add(new Affine(base, whole));
      rest = new Affine(rest.constant() - base * stride, part);
    }
    return new Attempt(new IndexMap(axes), -1, 0);
  }

  /** Cuts the dimension with the largest multiple where it crosses an axis of the value. */
  private static Attempt split(long[] part, long stride, Step step) {
    int best = -1;
    for (int d = 0; d < part.length; d++) {
      long c = Math.abs(part[d]);
      if (c != 0 && stride % c == 0 && step.isSplittable(d)) {
        long inner = stride / c;
        if (step.extents[d] % inner == 0
            && step.extents[d] > inner
            && (best < 0 || c > Math.abs(part[best]))) {
          best = d;
        }
      }
    }
    return new Attempt(null, best, best < 0 ? 0 : stride / Math.abs(part[best]));
  }
}
