package dev.covector.simd;

import dev.covector.kernel.Convolution;
import java.util.ArrayList;
import java.util.List;

/**
 * The contracted positions of a convolution in the order of packed weights (the window's elements,
 * and for each its channels), as runs of neighbours in the image.
 *
 * @param offset of a run's first element from the first element of the window, in bytes
 * @param first the first contracted position
 * @param depth how many there are
 */
record ConvRuns(long[] offset, long[] first, long[] depth) {
  /** Longer runs are cut, so that the weights of one stay in the second-level cache. */
  private static final long LONGEST = 512;

  static ConvRuns of(List<Convolution.Axis> axes, long[] steps, long channels, int size) {
    int last = axes.size() - 1;
    boolean joins = axes.get(last).dilation() == 1 && steps[last] == channels * size;
    long perRun = joins ? channels * axes.get(last).window() : channels;
    long runs = 1;
    for (int d = 0; d <= last; d++) {
      runs *= d == last && joins ? 1 : axes.get(d).window();
    }
    List<long[]> found = new ArrayList<>();
    for (long r = 0; r < runs; r++) {
      long rest = r;
      long offset = 0;
      for (int d = joins ? last - 1 : last; d >= 0; d--) {
        Convolution.Axis axis = axes.get(d);
        offset += rest % axis.window() * axis.dilation() * steps[d];
        rest /= axis.window();
      }
      Cut cut = Cut.of(perRun, LONGEST);
      for (long part = 0; part < cut.parts(); part++) {
        long start = cut.start(part);
        found.add(new long[] {offset + start * size, r * perRun + start, cut.size(part)});
      }
    }
    return new ConvRuns(
        found.stream().mapToLong(run -> run[0]).toArray(),
        found.stream().mapToLong(run -> run[1]).toArray(),
        found.stream().mapToLong(run -> run[2]).toArray());
  }

  int count() {
    return depth.length;
  }

  /** All contracted positions. */
  long total() {
    return first[first.length - 1] + depth[depth.length - 1];
  }
}
