package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a reduction runs over and how: {@code sum(x, Over.axes(0, 2).keepDims().where(mask))}. JAX's
 * keyword arguments axis, keepdims, dtype, initial, where and ddof; a function that does not take
 * one of them says so.
 */
public final class Over {
  private static final Over ALL = new Over(null, false, null, null, null, 0);

  private final int @Nullable [] axes;
  private final boolean keepDims;
  private final @Nullable DType dtype;
  private final @Nullable Number initial;
  private final @Nullable Tensor where;
  private final double ddof;

  private Over(
      int @Nullable [] axes,
      boolean keepDims,
      @Nullable DType dtype,
      @Nullable Number initial,
      @Nullable Tensor where,
      double ddof) {
    this.axes = axes;
    this.keepDims = keepDims;
    this.dtype = dtype;
    this.initial = initial;
    this.where = where;
    this.ddof = ddof;
  }

  /** All axes. */
  public static Over all() {
    return ALL;
  }

  /** These axes; negative ones count from the end, none at all reduce nothing. */
  public static Over axes(int... axes) {
    return new Over(axes.clone(), false, null, null, null, 0);
  }

  /** The reduced axes stay, with size 1. */
  public Over keepDims() {
    return keepDims(true);
  }

  /** Whether the reduced axes stay, with size 1. */
  public Over keepDims(boolean keep) {
    return new Over(axes, keep, dtype, initial, where, ddof);
  }

  /** The dtype to compute in and to return. */
  public Over dtype(DType dtype) {
    return new Over(axes, keepDims, dtype, initial, where, ddof);
  }

  /** A number that takes part in the reduction beside the elements. */
  public Over initial(Number initial) {
    return new Over(axes, keepDims, dtype, initial, where, ddof);
  }

  /** Only the elements take part where this bool tensor, which broadcasts, is true. */
  public Over where(Tensor where) {
    return new Over(axes, keepDims, dtype, initial, where, ddof);
  }

  /** Divides by the number of elements minus this, in variances and standard deviations. */
  public Over ddof(double ddof) {
    return new Over(axes, keepDims, dtype, initial, where, ddof);
  }

  /** The reduced axes of a shape, from 0, rising. */
  List<Integer> axesOf(Shape shape, String op) {
    return axes == null
        ? IntStream.range(0, shape.rank()).boxed().toList()
        : Arrays.stream(shape.axes(axes, op)).sorted().boxed().toList();
  }

  boolean keepsDims() {
    return keepDims;
  }

  Optional<DType> dtype() {
    return Optional.ofNullable(dtype);
  }

  Optional<Number> initial() {
    return Optional.ofNullable(initial);
  }

  Optional<Tensor> where() {
    return Optional.ofNullable(where);
  }

  double ddof() {
    return ddof;
  }

  /** The same with a mask of its own; null for none. */
  Over masked(@Nullable Tensor mask) {
    return new Over(axes, keepDims, dtype, initial, mask, ddof);
  }

  /** Everything but the mask, as a cache key. */
  List<Object> key() {
    return List.of(
        axes == null ? "all" : Arrays.stream(axes).boxed().toList(),
        keepDims,
        Optional.ofNullable(dtype),
        initial == null ? OptionalDouble.empty() : OptionalDouble.of(initial.doubleValue()),
        ddof);
  }

  /** The tensor and, if there is one, the mask. */
  Tensor[] operands(Tensor x) {
    return where == null ? new Tensor[] {x} : new Tensor[] {x, where};
  }

  /** This over staged operands: the second one, if any, is the mask. */
  Over staged(List<Tensor> in) {
    return masked(in.size() > 1 ? in.get(1) : null);
  }

  /** The error for an option that a function does not take. */
  ShapeException unsupported(String op, String option) {
    return new ShapeException(op + ": does not take the option " + option + "; leave it out");
  }
}
