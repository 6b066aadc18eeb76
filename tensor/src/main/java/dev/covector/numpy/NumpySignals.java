package dev.covector.numpy;

import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.UnaryOperator;

/** Convolution of sequences, polynomials of a matrix of powers, and window functions. */
public class NumpySignals extends NumpyDifferences {
  NumpySignals() {}

  /** Which part of a convolution is wanted. */
  public enum Overlap {
    /** Every overlap: the sizes added, minus one. */
    FULL,
    /** The middle, of the longer one's size. */
    SAME,
    /** Only complete overlaps. */
    VALID
  }

  /** The convolution of two sequences, in full. */
  public static Tensor convolve(Tensor x, Tensor y) {
    return convolve(x, y, Overlap.FULL);
  }

  /**
   * The convolution of two sequences.
   *
   * @throws ShapeException when one has not one axis, or no elements
   */
  public static Tensor convolve(Tensor x, Tensor y, Overlap overlap) {
    requireSequences("convolve", x, y);
    boolean isSwapped = x.size() < y.size();
    return Library.named(
        "convolve",
        List.of(overlap),
        in -> {
          List<Tensor> equal = Promotion.promote("convolve", Promotion.toInexact("convolve", in));
          return convolution(equal.get(0), equal.get(1), overlap);
        },
        isSwapped ? y : x,
        isSwapped ? x : y);
  }

  /** The correlation of two sequences, where they overlap completely. */
  public static Tensor correlate(Tensor x, Tensor y) {
    return correlate(x, y, Overlap.VALID);
  }

  /**
   * The correlation of two sequences: the convolution with the second one reversed.
   *
   * @throws ShapeException when one has not one axis, or no elements
   */
  public static Tensor correlate(Tensor x, Tensor y, Overlap overlap) {
    requireSequences("correlate", x, y);
    boolean isSwapped = x.size() < y.size();
    return Library.named(
        "correlate",
        List.of(overlap, isSwapped),
        in -> {
          List<Tensor> equal = Promotion.promote("correlate", Promotion.toInexact("correlate", in));
          Tensor result = convolution(equal.get(0), flip(equal.get(1)), overlap);
          return isSwapped ? flip(result) : result;
        },
        isSwapped ? y : x,
        isSwapped ? x : y);
  }

  /** All products, each row shifted by one against the row above, summed down the columns. */
  private static Tensor convolution(Tensor x, Tensor y, Overlap overlap) {
    int n = x.shape().dim(0);
    int m = y.shape().dim(0);
    Shape grid = Shape.of(m, n);
    Tensor products = Lax.mul(Lax.broadcastInDim(x, grid, 1), Lax.broadcastInDim(y, grid, 0));
    Tensor zero = Promotion.to(Lax.full(Shape.SCALAR, 0, x.dtype()), x.dtype(), x.type().weak());
    Tensor wide = Lax.pad(products, zero, List.of(0, 0), List.of(0, m), List.of(0, 0));
    Tensor flat = Lax.reshape(wide, Shape.of(m * (n + m)));
    Tensor skewed =
        Lax.reshape(Lax.sliceInDim(flat, 0, m * (n + m - 1), 0), Shape.of(m, n + m - 1));
    Tensor full = Lax.reduceSum(skewed, List.of(0));
    return switch (overlap) {
      case FULL -> full;
      case SAME -> Lax.sliceInDim(full, m - 1 - m / 2, m - 1 - m / 2 + n, 0);
      case VALID -> Lax.sliceInDim(full, m - 1, n, 0);
    };
  }

  private static void requireSequences(String op, Tensor x, Tensor y) {
    if (x.rank() != 1 || y.rank() != 1 || x.size() == 0 || y.size() == 0) {
      throw new ShapeException(
          op
              + ": operands are "
              + x.type()
              + " and "
              + y.type()
              + "; both must have one axis with at least one element");
    }
  }

  /** The powers of each element, falling from its number of elements minus 1 to 0, as columns. */
  public static Tensor vander(Tensor x) {
    return vander(x, Math.toIntExact(x.size()), false);
  }

  /** The powers of each element, falling to 0, as columns. */
  public static Tensor vander(Tensor x, int columns) {
    return vander(x, columns, false);
  }

  /**
   * The powers of each element as columns.
   *
   * @throws ShapeException when x has not one axis, or the number is negative
   */
  public static Tensor vander(Tensor x, int columns, boolean increasing) {
    if (x.rank() != 1 || columns < 0) {
      throw new ShapeException(
          "vander: "
              + columns
              + " columns of "
              + x.type()
              + "; x must have one axis and the number must not be negative");
    }
    return Library.named(
        "vander",
        List.of(columns, increasing),
        in -> {
          Tensor v = in.getFirst();
          Shape shape = Shape.of(v.shape().dim(0), columns);
          Tensor count = Lax.broadcastedIota(v.dtype(), shape, 1);
          Tensor powers = increasing ? count : Lax.sub(like(count, columns - 1), count);
          return power(Lax.broadcastInDim(v, shape, 0), powers);
        },
        x);
  }

  /** The Bartlett window: a triangle that is 0 at both ends. */
  public static Tensor bartlett(int size) {
    return window(
        "bartlett",
        size,
        n -> {
          Tensor distance = Lax.abs(Lax.sub(Lax.mul(n, like(n, 2)), like(n, size - 1)));
          return Lax.sub(like(n, 1), Lax.div(distance, like(n, size - 1)));
        });
  }

  /** The Blackman window. */
  public static Tensor blackman(int size) {
    return window(
        "blackman",
        size,
        n ->
            Lax.add(
                Lax.sub(like(n, 0.42), Lax.mul(like(n, 0.5), wave(n, 2 * Math.PI, size))),
                Lax.mul(like(n, 0.08), wave(n, 4 * Math.PI, size))));
  }

  /** The Hamming window: a raised cosine that is 0.08 at both ends. */
  public static Tensor hamming(int size) {
    return window(
        "hamming",
        size,
        n -> Lax.sub(like(n, 0.54), Lax.mul(like(n, 0.46), wave(n, 2 * Math.PI, size))));
  }

  /** The Hann window: a raised cosine that is 0 at both ends. */
  public static Tensor hanning(int size) {
    return window(
        "hanning",
        size,
        n -> Lax.mul(like(n, 0.5), Lax.sub(like(n, 1), wave(n, 2 * Math.PI, size))));
  }

  private static Tensor wave(Tensor n, double period, int size) {
    return Lax.cos(Lax.div(Lax.mul(like(n, period), n), like(n, size - 1)));
  }

  private static Tensor window(String name, int size, UnaryOperator<Tensor> body) {
    return size <= 1
        ? Lax.full(Shape.of(size), 1, Defaults.floating())
        : Library.inline(
            name, List.of(size), in -> body.apply(Lax.iota(Defaults.floating(), size)));
  }
}
