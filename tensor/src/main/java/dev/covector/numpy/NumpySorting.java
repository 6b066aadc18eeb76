package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.TopK;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.List;

/** Sorts, searches, running sums and positions of extremes. */
public class NumpySorting extends NumpyIndexing {
  NumpySorting() {}

  private static Tensor flat(Tensor x) {
    return Lax.reshape(x, Shape.of((int) x.size()));
  }

  /** x in ascending order along the last axis; NaNs come last. */
  public static Tensor sort(Tensor x) {
    return sort(x, -1);
  }

  /** x in ascending order along an axis. */
  public static Tensor sort(Tensor x, int axis) {
    return Lax.sort(x, axis);
  }

  /** x in ascending or descending order along an axis. */
  public static Tensor sort(Tensor x, int axis, boolean descending) {
    int resolved = x.shape().axis(axis, "sort");
    Tensor sorted = Lax.sort(x, resolved);
    return descending ? Lax.rev(sorted, List.of(resolved)) : sorted;
  }

  /** The positions that sort the last axis; equal elements keep their order. */
  public static Tensor argsort(Tensor x) {
    return argsort(x, -1);
  }

  /** The positions that sort an axis; equal elements keep their order. */
  public static Tensor argsort(Tensor x, int axis) {
    return argsort(x, axis, false);
  }

  /** The positions that sort an axis up or down; equal elements keep their order in both. */
  public static Tensor argsort(Tensor x, int axis, boolean descending) {
    int resolved = x.shape().axis(axis, "argsort");
    return Library.named(
        "argsort",
        List.of(resolved, descending),
        in -> {
          List<Integer> along = List.of(resolved);
          Tensor numbers = Lax.broadcastedIota(Defaults.integer(), x.shape(), resolved);
          Tensor keys = in.getFirst();
          if (!descending) {
            return Lax.sortKeyVal(keys, numbers, resolved).get(1);
          }
          Tensor turned =
              Lax.sortKeyVal(Lax.rev(keys, along), Lax.rev(numbers, along), resolved).get(1);
          return Lax.rev(turned, along);
        },
        x);
  }

  /** The positions that sort the last axis by several keys, the last key first. */
  public static Tensor lexsort(List<Tensor> keys) {
    if (keys.isEmpty()) {
      throw new ShapeException("lexsort: there must be at least one key");
    }
    List<Tensor> operands = new ArrayList<>(keys.reversed());
    Shape shape = keys.getFirst().shape();
    operands.add(Lax.broadcastedIota(Defaults.integer(), shape, shape.rank() - 1));
    return Lax.sort(operands, -1, keys.size()).getLast();
  }

  /** The last axis with its kth smallest element in place, smaller ones before, larger after. */
  public static Tensor partition(Tensor x, int kth) {
    return partition(x, kth, -1);
  }

  /** An axis with its kth smallest element in place; the order on either side is JAX's. */
  public static Tensor partition(Tensor x, int kth, int axis) {
    int resolved = x.shape().axis(axis, "partition");
    int n = x.shape().dim(resolved);
    int k = split("partition", x, kth, n);
    return Library.named(
        "partition",
        List.of(k, resolved),
        in -> {
          Tensor sorted = Lax.sort(in.getFirst(), resolved);
          Tensor above = Lax.sliceInDim(sorted, k + 1, n, resolved);
          return Lax.concatenate(
              List.of(
                  Lax.sliceInDim(sorted, 0, k + 1, resolved), Lax.rev(above, List.of(resolved))),
              resolved);
        },
        x);
  }

  /** The positions that partition the last axis; those after the kth rise. */
  public static Tensor argpartition(Tensor x, int kth) {
    return argpartition(x, kth, -1);
  }

  /** The positions that partition an axis; those after the kth rise. */
  public static Tensor argpartition(Tensor x, int kth, int axis) {
    int resolved = x.shape().axis(axis, "argpartition");
    int n = x.shape().dim(resolved);
    int k = split("argpartition", x, kth, n);
    Tensor order = argsort(x, resolved);
    Tensor above = Lax.sort(Lax.sliceInDim(order, k + 1, n, resolved), resolved);
    return Lax.concatenate(List.of(Lax.sliceInDim(order, 0, k + 1, resolved), above), resolved);
  }

  private static int split(String op, Tensor x, int kth, int n) {
    int k = kth < 0 ? kth + n : kth;
    if (k < 0 || k >= n) {
      throw new ShapeException(
          op + ": kth is " + kth + ", but the axis of " + x.type() + " has " + n);
    }
    return k;
  }

  /** The k largest elements of the last axis, and where they were. */
  public static TopK topK(Tensor x, int k) {
    return Lax.topK(x, k);
  }

  /** Where values would go into a rising vector, before equal elements; i32. */
  public static Tensor searchsorted(Tensor sorted, Tensor values) {
    return searchsorted(sorted, values, false);
  }

  /** Where values would go into a rising vector, before or after equal elements; i32. */
  public static Tensor searchsorted(Tensor sorted, Tensor values, boolean after) {
    if (sorted.rank() != 1) {
      throw new ShapeException(
          "searchsorted: the sorted tensor is " + sorted.type() + "; it must have one axis");
    }
    return Library.named(
        "searchsorted", List.of(after), in -> search(in.get(0), in.get(1), after), sorted, values);
  }

  private static Tensor search(Tensor first, Tensor second, boolean after) {
    List<Tensor> promoted = Promotion.promote("searchsorted", List.of(first, second));
    Tensor sorted = promoted.get(0);
    Tensor values = promoted.get(1);
    int n = sorted.shape().dim(0);
    Tensor position = Lax.full(values.shape(), 0, DType.I32);
    for (int step = Integer.highestOneBit(n); step > 0; step /= 2) {
      Tensor next = Lax.add(position, Lax.fullLike(position, step));
      Tensor last = Lax.sub(next, Lax.fullLike(next, 1));
      Tensor element = take(sorted, last, 0, dev.covector.IndexMode.CLIP);
      Tensor goes = after ? Lax.bitwiseNot(isBefore(values, element)) : isBefore(element, values);
      Tensor valid = Lax.le(next, Lax.fullLike(next, n));
      position = Lax.select(Lax.bitwiseAnd(goes, valid), next, position);
    }
    return position;
  }

  /** x < y in the order of sorts, where NaN is last. */
  private static Tensor isBefore(Tensor x, Tensor y) {
    Tensor less = Lax.lt(x, y);
    return x.dtype().isFloating()
        ? Lax.bitwiseOr(less, Lax.bitwiseAnd(Lax.eq(x, x), Lax.ne(y, y)))
        : less;
  }

  /** The position in row-major order of the largest element. */
  public static Tensor argmax(Tensor x) {
    return argmax(flat(x), 0);
  }

  /** The positions of the largest elements along an axis; the first of equal ones, or of NaNs. */
  public static Tensor argmax(Tensor x, int axis) {
    return Lax.argmax(x, axis, Defaults.integer());
  }

  /** The positions of the largest elements along an axis, which may stay with size 1. */
  public static Tensor argmax(Tensor x, int axis, boolean keepDims) {
    Tensor out = argmax(x, axis);
    return keepDims ? Lax.expandDims(out, x.shape().axis(axis, "argmax")) : out;
  }

  /** The position in row-major order of the smallest element. */
  public static Tensor argmin(Tensor x) {
    return argmin(flat(x), 0);
  }

  /** The positions of the smallest elements along an axis; the first of equal ones, or of NaNs. */
  public static Tensor argmin(Tensor x, int axis) {
    return Lax.argmin(x, axis, Defaults.integer());
  }

  /** The positions of the smallest elements along an axis, which may stay with size 1. */
  public static Tensor argmin(Tensor x, int axis, boolean keepDims) {
    Tensor out = argmin(x, axis);
    return keepDims ? Lax.expandDims(out, x.shape().axis(axis, "argmin")) : out;
  }

  /** The position in row-major order of the largest number; -1 where there is none. */
  public static Tensor nanargmax(Tensor x) {
    return nanargmax(flat(x), 0);
  }

  /** The positions of the largest numbers along an axis; -1 where all are NaN. */
  public static Tensor nanargmax(Tensor x, int axis) {
    return x.dtype().isFloating() ? nanPosition(x, axis, true) : argmax(x, axis);
  }

  /** The position in row-major order of the smallest number; -1 where there is none. */
  public static Tensor nanargmin(Tensor x) {
    return nanargmin(flat(x), 0);
  }

  /** The positions of the smallest numbers along an axis; -1 where all are NaN. */
  public static Tensor nanargmin(Tensor x, int axis) {
    return x.dtype().isFloating() ? nanPosition(x, axis, false) : argmin(x, axis);
  }

  private static Tensor nanPosition(Tensor x, int axis, boolean largest) {
    Tensor least = Lax.fullLike(x, largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    Tensor numbers = Lax.select(Lax.eq(x, x), x, least);
    Tensor out = largest ? argmax(numbers, axis) : argmin(numbers, axis);
    return Lax.select(all(isnan(x), axis), Lax.fullLike(out, -1), out);
  }

  private static Tensor countable(Tensor x) {
    return x.dtype() == DType.BOOL ? Lax.convert(x, Defaults.integer()) : x;
  }

  /** The running sum of all elements in row-major order. */
  public static Tensor cumsum(Tensor x) {
    return cumsum(flat(x), 0);
  }

  /** The running sum along an axis; bools count in the default integer. */
  public static Tensor cumsum(Tensor x, int axis) {
    return Lax.cumsum(countable(x), axis);
  }

  /** The running product of all elements in row-major order. */
  public static Tensor cumprod(Tensor x) {
    return cumprod(flat(x), 0);
  }

  /** The running product along an axis; bools count in the default integer. */
  public static Tensor cumprod(Tensor x, int axis) {
    return Lax.cumprod(countable(x), axis);
  }

  private static Tensor withoutNans(Tensor x, Number value) {
    return x.dtype().isFloating() ? Lax.select(Lax.eq(x, x), x, Lax.fullLike(x, value)) : x;
  }

  /** The running sum of all elements in row-major order; NaN counts as 0. */
  public static Tensor nancumsum(Tensor x) {
    return cumsum(withoutNans(x, 0));
  }

  /** The running sum along an axis; NaN counts as 0. */
  public static Tensor nancumsum(Tensor x, int axis) {
    return cumsum(withoutNans(x, 0), axis);
  }

  /** The running product of all elements in row-major order; NaN counts as 1. */
  public static Tensor nancumprod(Tensor x) {
    return cumprod(withoutNans(x, 1));
  }

  /** The running product along an axis; NaN counts as 1. */
  public static Tensor nancumprod(Tensor x, int axis) {
    return cumprod(withoutNans(x, 1), axis);
  }
}
