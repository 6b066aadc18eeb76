package dev.covector;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Tensor#get} and {@link Tensor#at} take for one axis, or for several. Plain integers,
 * int and boolean arrays and tensors are taken as well.
 */
public sealed interface Index {
  /** A whole axis. */
  Index ALL = new Range(null, null, 1);

  /** As many whole axes as are left. */
  Index ELLIPSIS = new Ellipsis();

  /** A new axis of size 1. */
  Index NEW_AXIS = new NewAxis();

  /** One element of an axis, which disappears; negative ones count from the end. */
  static Index at(int position) {
    return new At(position);
  }

  /** From start to before stop; negative ones count from the end, and both are kept inside. */
  static Index range(int start, int stop) {
    return new Range(start, stop, 1);
  }

  /** Every step-th from start to before stop (after stop, where the step is negative). */
  static Index range(@Nullable Integer start, @Nullable Integer stop, int step) {
    return new Range(start, stop, step);
  }

  /** From start to the end. */
  static Index from(int start) {
    return new Range(start, null, 1);
  }

  /** From the beginning to before stop. */
  static Index to(int stop) {
    return new Range(null, stop, 1);
  }

  /** Every step-th element; a step of -1 reverses. */
  static Index step(int step) {
    return new Range(null, null, step);
  }

  /** The elements that integers name, or those where bools are true. */
  static Index of(Tensor indices) {
    return new Picked(indices);
  }

  /** One element of an axis. */
  record At(int position) implements Index {}

  /**
   * A range of an axis, as Python's slices.
   *
   * @param start null for the first element there is in the direction of the step
   * @param stop null for all there are
   * @param step not 0
   */
  record Range(@Nullable Integer start, @Nullable Integer stop, int step) implements Index {
    /** Checks the step. */
    public Range {
      if (step == 0) {
        throw new ShapeException("range: the step of a range must not be 0");
      }
    }
  }

  /** The axes that nothing else names. */
  record Ellipsis() implements Index {}

  /** A new axis. */
  record NewAxis() implements Index {}

  /** Elements by integers (one axis), or by a mask of bools (as many axes as it has). */
  record Picked(Tensor indices) implements Index {}

  /**
   * An index of what {@link Tensor#get} takes: an Index, an integer, an array, a list or a tensor,
   * or what an {@link IndexSource} knows.
   *
   * @throws DTypeException when it is none of these
   */
  static Index of(Object index) {
    return switch (index) {
      case Index i -> i;
      case Integer i -> new At(i);
      case Tensor t -> new Picked(t);
      case Long l -> new At(Math.toIntExact(l));
      case int[] a -> new Picked(Tensor.of(a));
      case long[] a -> new Picked(Tensor.of(a));
      case boolean[] a -> new Picked(Tensor.of(a));
      case Object[] a -> new Picked(Tensor.of((Object) a));
      case java.util.List<?> l -> new Picked(Tensor.of(l));
      default -> IndexSources.index(index);
    };
  }
}
