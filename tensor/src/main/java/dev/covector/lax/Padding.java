package dev.covector.lax;

import dev.covector.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many elements are put around the axes that a window slides along. */
public sealed interface Padding {
  /** As much as makes the number of windows {@code ceil(size / stride)}; an odd one goes behind. */
  Padding SAME = Rule.SAME;

  /** As {@link #SAME}, but an odd one goes in front. */
  Padding SAME_LOWER = Rule.SAME_LOWER;

  /** None: only windows that lie inside. */
  Padding VALID = Rule.VALID;

  /**
   * Explicit padding, a pair of low and high per axis; negative ones cut elements off.
   *
   * @throws ShapeException when something is not a pair
   */
  static Padding of(int[]... pairs) {
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int[] pair : pairs) {
      if (pair.length != 2) {
        throw new ShapeException(
            "padding: "
                + Arrays.toString(pair)
                + " is not a pair; give one {low, high} per axis, as in Padding.of(new int[] {1,"
                + " 2})");
      }
      low.add(pair[0]);
      high.add(pair[1]);
    }
    return new Explicit(low, high);
  }

  /** The same number before and after each of some axes. */
  static Padding around(int... counts) {
    List<Integer> both = Arrays.stream(counts).boxed().toList();
    return new Explicit(both, both);
  }

  /**
   * The padding in numbers.
   *
   * @param op the operation named in the message
   * @param sizes the sizes of the axes
   * @param windows the extents of the window, its dilation included
   * @param strides from one window to the next
   * @throws ShapeException when explicit padding is not for that many axes
   */
  default Explicit resolve(
      String op, List<Integer> sizes, List<Integer> windows, List<Integer> strides) {
    return switch (this) {
      case Explicit given -> {
        if (given.low.size() != sizes.size()) {
          throw new ShapeException(
              op
                  + ": padding "
                  + given
                  + " is for "
                  + given.low.size()
                  + " axes, the window slides along "
                  + sizes.size()
                  + "; give one {low, high} for each");
        }
        yield given;
      }
      case Rule rule -> rule.pads(sizes, windows, strides);
    };
  }

  /** Padding that follows from the sizes. */
  enum Rule implements Padding {
    SAME,
    SAME_LOWER,
    VALID;

    private Explicit pads(List<Integer> sizes, List<Integer> windows, List<Integer> strides) {
      List<Integer> low = new ArrayList<>();
      List<Integer> high = new ArrayList<>();
      for (int i = 0; i < sizes.size(); i++) {
        int count = Math.ceilDiv(sizes.get(i), strides.get(i));
        int missing = (count - 1) * strides.get(i) + windows.get(i) - sizes.get(i);
        int total = this == VALID ? 0 : Math.max(missing, 0);
        int less = total / 2;
        low.add(this == SAME ? less : total - less);
        high.add(this == SAME ? total - less : less);
      }
      return new Explicit(low, high);
    }
  }

  /** Padding in numbers; negative ones cut elements off. */
  record Explicit(List<Integer> low, List<Integer> high) implements Padding {
    /** Copies the lists. */
    public Explicit {
      low = List.copyOf(low);
      high = List.copyOf(high);
    }
  }
}
