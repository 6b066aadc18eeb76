package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.TensorType;
import dev.covector.graph.Equation;
import dev.covector.kernel.Decomposition;
import dev.covector.op.Cholesky;
import dev.covector.op.Eigh;
import dev.covector.op.HouseholderProduct;
import dev.covector.op.Lu;
import dev.covector.op.MatrixOp;
import dev.covector.op.Qr;
import dev.covector.op.Svd;
import dev.covector.op.TriangularSolve;
import dev.covector.op.TridiagonalSolve;

/** Factorizations and solutions: kernels over whole dense matrices. */
final class MatrixLowering {
  private final CallLowering calls;

  MatrixLowering(CallLowering calls) {
    this.calls = calls;
  }

  void lower(Equation equation, MatrixOp op) {
    // the operand whose last two axes are the matrix
    int operand = op instanceof TridiagonalSolve ? 3 : op instanceof TriangularSolve ? 1 : 0;
    TensorType type = equation.inputs().get(operand).type();
    DType dtype = type.dtype();
    long batch = batch(type.shape());
    long m = type.shape().dim(-2);
    long n = type.shape().dim(-1);
    calls.call(
        equation,
        (in, out) ->
            switch (op) {
              case Cholesky c ->
                  new Decomposition.Cholesky(
                      dtype, batch, n, c.symmetrize(), in.getFirst(), out.getFirst());
              case TriangularSolve t ->
                  new Decomposition.TriangularSolve(
                      dtype,
                      batch,
                      m,
                      n,
                      t.leftSide(),
                      t.lower(),
                      t.transpose(),
                      t.unitDiagonal(),
                      in.get(0),
                      in.get(1),
                      out.getFirst());
              case Lu _ ->
                  new Decomposition.Lu(
                      dtype, batch, m, n, in.getFirst(), out.get(0), out.get(1), out.get(2));
              case Qr _ ->
                  new Decomposition.Qr(
                      dtype,
                      batch,
                      m,
                      n,
                      equation.outputs().getFirst().type().shape().dim(-1),
                      in.getFirst(),
                      out.get(0),
                      out.get(1));
              case HouseholderProduct _ ->
                  new Decomposition.HouseholderProduct(
                      dtype,
                      batch,
                      m,
                      n,
                      equation.inputs().get(1).type().shape().dim(-1),
                      in.get(0),
                      in.get(1),
                      out.getFirst());
              case Eigh _ ->
                  new Decomposition.Eigh(dtype, batch, n, in.getFirst(), out.get(0), out.get(1));
              case Svd s ->
                  new Decomposition.Svd(
                      dtype,
                      batch,
                      m,
                      n,
                      s.full(),
                      in.getFirst(),
                      out.getFirst(),
                      out.subList(1, out.size()));
              case TridiagonalSolve _ ->
                  new Decomposition.TridiagonalSolve(
                      dtype,
                      batch,
                      m,
                      n,
                      in.get(0),
                      in.get(1),
                      in.get(2),
                      in.get(3),
                      out.getFirst());
            });
  }

  private static long batch(Shape shape) {
    long product = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      product *= shape.dim(axis);
    }
    return product;
  }
}
