package dev.covector.numpy;

import dev.covector.ShapeException;
import java.util.Optional;

/** What {@code pad} puts around a tensor: one of NumPy's modes with its options. */
public sealed interface Padding {

  /** One number. */
  record Constant(Number value) implements Padding {}

  /** The elements at the edge, repeated. */
  record Edge() implements Padding {}

  /** Zeros: memory is never handed out unset. */
  record Empty() implements Padding {}

  /** A straight line from the edge to a number at the very end. */
  record LinearRamp(Number end) implements Padding {}

  /**
   * A statistic of the elements next to the edge.
   *
   * @param kind which one
   * @param length of how many elements; of all when empty
   */
  record Statistic(Kind kind, Optional<Integer> length) implements Padding {
    /** The statistics. */
    public enum Kind {
      /** The largest. */
      MAXIMUM,
      /** The mean. */
      MEAN,
      /** The smallest. */
      MINIMUM
    }

    /** Checks the length. */
    public Statistic {
      if (length.isPresent() && length.get() <= 0) {
        throw new ShapeException(
            "pad: a statistic of " + length.get() + " elements; there must be at least one");
      }
    }
  }

  /**
   * The elements mirrored at the edge.
   *
   * @param repeatsEdge whether the edge itself is mirrored too (NumPy's symmetric, else reflect)
   * @param isOdd whether mirrored values are subtracted from twice the edge
   */
  record Mirror(boolean repeatsEdge, boolean isOdd) implements Padding {}

  /** The elements from the other end. */
  record Wrap() implements Padding {}

  /** One number. */
  static Padding constant(Number value) {
    return new Constant(value);
  }

  /** The elements at the edge, repeated. */
  static Padding edge() {
    return new Edge();
  }

  /** A straight line from the edge to a number at the very end. */
  static Padding linearRamp(Number end) {
    return new LinearRamp(end);
  }

  /** The largest element of each axis. */
  static Padding maximum() {
    return new Statistic(Statistic.Kind.MAXIMUM, Optional.empty());
  }

  /** The mean of each axis. */
  static Padding mean() {
    return new Statistic(Statistic.Kind.MEAN, Optional.empty());
  }

  /** The smallest element of each axis. */
  static Padding minimum() {
    return new Statistic(Statistic.Kind.MINIMUM, Optional.empty());
  }

  /** The elements mirrored at the edge, which is not repeated. */
  static Padding reflect() {
    return new Mirror(false, false);
  }

  /** The elements mirrored at the edge, which is repeated. */
  static Padding symmetric() {
    return new Mirror(true, false);
  }

  /** The elements from the other end. */
  static Padding wrap() {
    return new Wrap();
  }
}
