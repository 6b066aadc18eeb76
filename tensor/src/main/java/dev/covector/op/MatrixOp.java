package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;

/** Factorizations and solutions of matrices, the last two axes; leading axes are a batch. */
public sealed interface MatrixOp extends Op
    permits Cholesky, TriangularSolve, Lu, Qr, HouseholderProduct, Eigh, Svd, TridiagonalSolve {

  /** The mapped axis becomes a leading axis. */
  @Override
  default List<Batched> batch(BatchAxis axis, List<Batched> in) {
    List<Tensor> operands = in.stream().map(axis::materialize).toList();
    return Trace.bind(this, operands).stream().map(Batched::mapped).toList();
  }

  /** Checks that an operand is a matrix of f32 or f64, or a batch of them. */
  static void requireMatrix(String op, TensorType x) {
    requireFloats(op, x);
    if (x.shape().rank() < 2) {
      throw new ShapeException(
          op + ": the operand is " + x + "; it must be a matrix, or a batch of matrices");
    }
  }

  /** Checks that an operand is of f32 or f64. */
  static void requireFloats(String op, TensorType x) {
    if (x.dtype() != DType.F32 && x.dtype() != DType.F64) {
      throw new DTypeException(
          op + ": not defined for " + x + "; it needs f32 or f64: convert with astype");
    }
  }

  /** Checks that an operand is a square matrix, or a batch of them. */
  static void requireSquare(String op, TensorType x) {
    requireMatrix(op, x);
    if (rows(x) != columns(x)) {
      throw new ShapeException(
          op + ": the operand is " + x + "; its last two axes must have the same size");
    }
  }

  /** The size of the last axis but one. */
  static int rows(TensorType x) {
    return x.shape().dim(-2);
  }

  /** The size of the last axis. */
  static int columns(TensorType x) {
    return x.shape().dim(-1);
  }

  /** The same leading axes with other last ones instead of the last two. */
  static TensorType with(TensorType x, int... last) {
    return withLast(x, 2, last);
  }

  /** The same leading axes with other last ones. */
  static TensorType withLast(TensorType x, int removed, int... last) {
    int[] sizes = x.shape().toArray();
    int kept = sizes.length - removed;
    int[] result = Arrays.copyOf(sizes, kept + last.length);
    System.arraycopy(last, 0, result, kept, last.length);
    return x.withShape(Shape.of(result));
  }
}
