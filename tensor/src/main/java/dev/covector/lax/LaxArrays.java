package dev.covector.lax;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.op.BroadcastInDim;
import dev.covector.op.Concatenate;
import dev.covector.op.Conversion;
import dev.covector.op.Creation;
import dev.covector.op.DotGeneral;
import dev.covector.op.Pad;
import dev.covector.op.Reduction;
import dev.covector.op.Reshape;
import dev.covector.op.Reverse;
import dev.covector.op.Select;
import dev.covector.op.Slice;
import dev.covector.op.StopGradient;
import dev.covector.op.Transpose;
import dev.covector.op.Zeros;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Creation, conversion, movement, reduction and contraction with every parameter written out. */
public class LaxArrays extends LaxElementwise {
  LaxArrays() {}

  /** One number everywhere, of x's type. */
  public static Tensor fullLike(Tensor x, Number value) {
    return Zeros.filled(x.type(), value);
  }

  /** One number everywhere. */
  public static Tensor full(Shape shape, Number value, DType dtype) {
    return Zeros.filled(TensorType.of(dtype, shape), value);
  }

  /** The index along an axis of a shape. */
  public static Tensor broadcastedIota(DType dtype, Shape shape, int axis) {
    return Trace.bind(new Creation.Iota(dtype, shape, shape.axis(axis, "iota")));
  }

  /** 0, 1, ..., size - 1. */
  public static Tensor iota(DType dtype, int size) {
    return broadcastedIota(dtype, Shape.of(size), 0);
  }

  /** Conversion by value; the same tensor when it has the dtype and is not weak. */
  public static Tensor convert(Tensor x, DType dtype) {
    if (x.dtype() != dtype && (x.dtype().isComplex() || dtype.isComplex())) {
      return ComplexArithmetic.convert(x, dtype);
    }
    return x.dtype() == dtype && !x.type().weak()
        ? x
        : Trace.bind(new Conversion.ConvertElementType(dtype, false), x);
  }

  /** The bits as another dtype of the same size. */
  public static Tensor bitcast(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : Trace.bind(new Conversion.BitcastConvertType(dtype), x);
  }

  /** x as a constant: no gradient flows through it. */
  public static Tensor stopGradient(Tensor x) {
    return x.dtype().isInexact() ? Trace.bind(new StopGradient(), x) : x;
  }

  /** Where the predicate holds the one, elsewhere the other; all of one shape. */
  public static Tensor select(Tensor predicate, Tensor onTrue, Tensor onFalse) {
    return Trace.bind(new Select(), predicate, onTrue, onFalse);
  }

  /** x between two bounds of its type: {@code min(max(x, low), high)}. */
  public static Tensor clamp(Tensor low, Tensor x, Tensor high) {
    return min(max(x, low), high);
  }

  /** A scalar repeated to a shape, or a tensor whose shape that is already. */
  public static Tensor broadcast(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : broadcastInDim(x, shape);
  }

  /**
   * Repetition along new or size-1 axes.
   *
   * @param axes for each axis of x the axis it becomes
   */
  public static Tensor broadcastInDim(Tensor x, Shape shape, int... axes) {
    return Trace.bind(new BroadcastInDim(shape, Arrays.stream(axes).boxed().toList()), x);
  }

  /** The same elements in row-major order with other axes; x itself when nothing changes. */
  public static Tensor reshape(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : Trace.bind(new Reshape(shape), x);
  }

  /** Axes in another order; x itself when nothing changes. */
  public static Tensor transpose(Tensor x, List<Integer> permutation) {
    boolean identity = permutation.equals(IntStream.range(0, x.shape().rank()).boxed().toList());
    return identity ? x : Trace.bind(new Transpose(permutation), x);
  }

  /** An axis moved to another place, the others in their order. */
  public static Tensor moveAxis(Tensor x, int from, int to) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
    order.remove((Integer) from);
    order.add(to, from);
    return transpose(x, order);
  }

  /** Every strides[i]-th element from starts[i] to before limits[i]. */
  public static Tensor slice(
      Tensor x, List<Integer> starts, List<Integer> limits, List<Integer> strides) {
    return Trace.bind(new Slice(starts, limits, strides), x);
  }

  /** A slice of one axis; the others whole. */
  public static Tensor sliceInDim(Tensor x, int start, int limit, int axis) {
    int rank = x.shape().rank();
    List<Integer> starts = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> limits = new ArrayList<>(Arrays.stream(x.shape().toArray()).boxed().toList());
    starts.set(axis, start);
    limits.set(axis, limit);
    return slice(x, starts, limits, Collections.nCopies(rank, 1));
  }

  /** A scalar put before, after and between elements; see {@link Pad}. */
  public static Tensor pad(
      Tensor x, Tensor value, List<Integer> low, List<Integer> high, List<Integer> interior) {
    return ComplexArithmetic.takes(x, value)
        ? ComplexArithmetic.byParts(x, value, (a, b) -> pad(a, b, low, high, interior))
        : Trace.bind(new Pad(low, high, interior), x, value);
  }

  /** Axes from their end to their start. */
  public static Tensor rev(Tensor x, List<Integer> axes) {
    return Trace.bind(new Reverse(axes), x);
  }

  /** Tensors one after the other along an axis. */
  public static Tensor concatenate(List<Tensor> tensors, int axis) {
    return Trace.bind(new Concatenate(axis), tensors).getFirst();
  }

  /** The sum over axes; f16 and bf16 are summed in f32 and rounded once. */
  public static Tensor reduceSum(Tensor x, List<Integer> axes) {
    return x.dtype().isComplex()
        ? ComplexArithmetic.byParts(x, part -> reduceSum(part, axes))
        : Trace.bind(new Reduction.ReduceSum(sorted(axes)), x);
  }

  /** The product over axes. */
  public static Tensor reduceProd(Tensor x, List<Integer> axes) {
    return Trace.bind(new Reduction.ReduceProd(sorted(axes)), x);
  }

  /** The largest element over axes. */
  public static Tensor reduceMax(Tensor x, List<Integer> axes) {
    return Trace.bind(new Reduction.ReduceMax(sorted(axes)), x);
  }

  /** The smallest element over axes. */
  public static Tensor reduceMin(Tensor x, List<Integer> axes) {
    return Trace.bind(new Reduction.ReduceMin(sorted(axes)), x);
  }

  private static List<Integer> sorted(List<Integer> axes) {
    return axes.stream().sorted().toList();
  }

  /** A sum of products; see {@link DotGeneral}. */
  public static Tensor dotGeneral(
      Tensor lhs,
      Tensor rhs,
      List<Integer> lhsContracting,
      List<Integer> rhsContracting,
      List<Integer> lhsBatch,
      List<Integer> rhsBatch) {
    DotGeneral dot = new DotGeneral(lhsContracting, rhsContracting, lhsBatch, rhsBatch);
    return ComplexArithmetic.takes(lhs, rhs)
        ? ComplexArithmetic.bilinear(lhs, rhs, (x, y) -> Trace.bind(dot, x, y))
        : Trace.bind(dot, lhs, rhs);
  }
}
