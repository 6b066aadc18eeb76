package dev.covector.lax;

import dev.covector.ShapeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which axes of the operands and the result of a convolution mean what.
 *
 * @param lhs the axes of the input: batch, features, then the spatial ones
 * @param rhs the axes of the kernel: output features, input features, then the spatial ones
 * @param out the axes of the result: batch, features, then the spatial ones
 */
public record ConvDimensionNumbers(List<Integer> lhs, List<Integer> rhs, List<Integer> out) {
  /**
   * Copies the lists.
   *
   * @throws ShapeException when one is not a permutation of 0, 1, ..., or their lengths differ
   */
  public ConvDimensionNumbers {
    lhs = List.copyOf(lhs);
    rhs = List.copyOf(rhs);
    out = List.copyOf(out);
    for (List<Integer> axes : List.of(lhs, rhs, out)) {
      List<Integer> sorted = axes.stream().sorted().toList();
      if (axes.size() < 2
          || axes.size() != lhs.size()
          || !sorted.equals(IntStream.range(0, axes.size()).boxed().toList())) {
        throw new ShapeException(
            "conv_general_dilated: the dimension numbers "
                + lhs
                + ", "
                + rhs
                + ", "
                + out
                + " must be permutations of the same number of axes, at least 2");
      }
    }
  }

  /**
   * The axes by letters, as "NHWC", "HWIO", "NHWC": N is the batch, C the features, O and I the
   * output and input features of the kernel, any other letters the spatial axes.
   *
   * @throws ShapeException when a letter is missing, or there twice, or the spatial ones differ
   */
  public static ConvDimensionNumbers of(String lhs, String rhs, String out) {
    return new ConvDimensionNumbers(
        axes(lhs, 'N', 'C', rhs), axes(rhs, 'O', 'I', rhs), axes(out, 'N', 'C', rhs));
  }

  /** Batch and features first, output and input features of the kernel first: NCHW, OIHW, NCHW. */
  public static ConvDimensionNumbers leading(int rank) {
    List<Integer> axes = IntStream.range(0, rank).boxed().toList();
    return new ConvDimensionNumbers(axes, axes, axes);
  }

  /** Features last, as NHWC, HWIO, NHWC, for any number of spatial axes. */
  public static ConvDimensionNumbers featuresLast(int rank) {
    List<Integer> image = new ArrayList<>(List.of(0, rank - 1));
    List<Integer> kernel = new ArrayList<>(List.of(rank - 1, rank - 2));
    for (int i = 0; i < rank - 2; i++) {
      image.add(i + 1);
      kernel.add(i);
    }
    return new ConvDimensionNumbers(image, kernel, image);
  }

  private static List<Integer> axes(String letters, char first, char second, String kernel) {
    List<Integer> spatial =
        IntStream.range(0, letters.length())
            .filter(i -> letters.charAt(i) != first && letters.charAt(i) != second)
            .boxed()
            .sorted(Comparator.comparingInt(i -> kernel.indexOf(letters.charAt(i))))
            .toList();
    boolean distinct =
        new HashSet<>(letters.chars().boxed().toList()).size() == letters.length()
            && letters.indexOf(first) >= 0
            && letters.indexOf(second) >= 0
            && letters.length() == kernel.length()
            && spatial.stream().allMatch(i -> kernel.indexOf(letters.charAt(i)) >= 0);
    if (!distinct) {
      throw new ShapeException(
          "conv_general_dilated: '"
              + letters
              + "' beside the kernel's '"
              + kernel
              + "' must have "
              + first
              + ", "
              + second
              + " and the kernel's spatial letters once each, as in NHWC, HWIO, NHWC");
    }
    List<Integer> axes = new ArrayList<>(List.of(letters.indexOf(first), letters.indexOf(second)));
    axes.addAll(spatial);
    return axes;
  }
}
