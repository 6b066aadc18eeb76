package dev.covector.lax;

import dev.covector.DType;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.op.ArgReduction;
import dev.covector.op.CumulativeOp;
import dev.covector.op.SortOp;
import dev.covector.trace.Trace;
import dev.covector.transform.Library;
import java.util.List;

/** Sorts, running combinations and positions of extremes, along one axis. */
public class LaxSorting extends LaxIndexing {
  LaxSorting() {}

  /** x in ascending order along an axis; NaNs come last. */
  public static Tensor sort(Tensor x, int axis) {
    return Trace.bind(new SortOp(x.shape().axis(axis, "sort"), 1), x);
  }

  /** Tensors of one shape, ordered along an axis by the first ones; the sort is stable. */
  public static List<Tensor> sort(List<Tensor> operands, int axis, int keys) {
    if (operands.isEmpty()) {
      throw new ShapeException("sort: there must be at least one tensor");
    }
    int resolved = operands.getFirst().shape().axis(axis, "sort");
    return Trace.bind(new SortOp(resolved, keys), operands);
  }

  /** Keys in ascending order along an axis, and values moved along with them. */
  public static List<Tensor> sortKeyVal(Tensor keys, Tensor values, int axis) {
    return sort(List.of(keys, values), axis, 1);
  }

  /**
   * The k largest elements along the last axis, largest first; NaNs are larger than all, and of
   * equal elements the first comes first.
   */
  public static TopK topK(Tensor x, int k) {
    if (x.rank() == 0 || k < 0 || k > x.shape().dim(-1)) {
      throw new ShapeException(
          "top_k: k is "
              + k
              + ", but "
              + x.type()
              + " has "
              + (x.rank() == 0 ? "no axis" : x.shape().dim(-1) + " elements on its last axis"));
    }
    List<Tensor> out =
        Library.named(
            "top_k",
            List.of(k),
            in -> {
              Tensor operand = in.getFirst();
              int axis = operand.rank() - 1;
              // the same for all rows, so that it is not stored for each
              Tensor numbers = iota(DType.I32, operand.shape().dim(axis));
              Tensor positions = broadcastInDim(numbers, operand.shape(), axis);
              return Trace.bind(new SortOp(axis, 1, true, k), List.of(operand, positions));
            },
            List.of(x));
    return new TopK(out.get(0), out.get(1));
  }

  /** The position of the largest element along an axis; the first of equal ones, or of NaNs. */
  public static Tensor argmax(Tensor x, int axis, DType dtype) {
    return Trace.bind(new ArgReduction(true, x.shape().axis(axis, "argmax"), dtype), x);
  }

  /** The position of the smallest element along an axis; the first of equal ones, or of NaNs. */
  public static Tensor argmin(Tensor x, int axis, DType dtype) {
    return Trace.bind(new ArgReduction(false, x.shape().axis(axis, "argmin"), dtype), x);
  }

  /** The running sum along an axis. */
  public static Tensor cumsum(Tensor x, int axis) {
    return cumsum(x, axis, false);
  }

  /** The running sum along an axis, from its end if reversed. */
  public static Tensor cumsum(Tensor x, int axis, boolean reverse) {
    return Trace.bind(new CumulativeOp.CumSum(x.shape().axis(axis, "cumsum"), reverse), x);
  }

  /** The running product along an axis. */
  public static Tensor cumprod(Tensor x, int axis) {
    return cumprod(x, axis, false);
  }

  /** The running product along an axis, from its end if reversed. */
  public static Tensor cumprod(Tensor x, int axis, boolean reverse) {
    return Trace.bind(new CumulativeOp.CumProd(x.shape().axis(axis, "cumprod"), reverse), x);
  }

  /** The running maximum along an axis. */
  public static Tensor cummax(Tensor x, int axis) {
    return cummax(x, axis, false);
  }

  /** The running maximum along an axis, from its end if reversed. */
  public static Tensor cummax(Tensor x, int axis, boolean reverse) {
    return Trace.bind(new CumulativeOp.CumMax(x.shape().axis(axis, "cummax"), reverse), x);
  }

  /** The running minimum along an axis. */
  public static Tensor cummin(Tensor x, int axis) {
    return cummin(x, axis, false);
  }

  /** The running minimum along an axis, from its end if reversed. */
  public static Tensor cummin(Tensor x, int axis, boolean reverse) {
    return Trace.bind(new CumulativeOp.CumMin(x.shape().axis(axis, "cummin"), reverse), x);
  }

  /** The running logarithm of the sum of exponentials along an axis. */
  public static Tensor cumlogsumexp(Tensor x, int axis) {
    return cumlogsumexp(x, axis, false);
  }

  /** The running logarithm of the sum of exponentials, from the axis's end if reversed. */
  public static Tensor cumlogsumexp(Tensor x, int axis, boolean reverse) {
    int resolved = x.shape().axis(axis, "cumlogsumexp");
    return Trace.bind(new CumulativeOp.CumLogSumExp(resolved, reverse), x);
  }
}
