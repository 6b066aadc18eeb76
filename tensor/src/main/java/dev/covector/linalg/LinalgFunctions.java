package dev.covector.linalg;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.LaxLinalg;
import dev.covector.numpy.Numpy;
import dev.covector.transform.Library;
import java.util.List;

/** Functions of matrices. */
public class LinalgFunctions extends SpecialMatrices {
  LinalgFunctions() {}

  /** The exponential of square matrices. NaN where it would take more than 16 squarings. */
  public static Tensor expm(Tensor a) {
    Operands.requireSquare("expm", a);
    return Library.named(
        "expm", List.of(), in -> MatrixExponential.of(in.getFirst()), Operands.floating("expm", a));
  }

  /**
   * The derivative of the exponential of a square matrix in a direction, beside the exponential:
   * the blocks above each other of the exponential of [[a, direction], [0, a]].
   */
  public static List<Tensor> expmFrechet(Tensor a, Tensor direction) {
    Operands.requireSquare("expm_frechet", a);
    if (a.rank() != 2 || !a.shape().equals(direction.shape())) {
      throw new ShapeException(
          "expm_frechet: the matrix is "
              + a.type()
              + ", the direction "
              + direction.type()
              + "; both must be matrices of one shape");
    }
    int n = a.shape().dim(0);
    return Library.named(
        "expm_frechet",
        List.of(),
        in -> {
          Tensor x = in.get(0);
          Tensor above = Numpy.concatenate(List.of(x, in.get(1)), 1);
          Tensor below = Numpy.concatenate(List.of(Lax.fullLike(x, 0), x), 1);
          Tensor all = MatrixExponential.of(Numpy.concatenate(List.of(above, below), 0));
          Tensor top = Lax.sliceInDim(all, 0, n, 0);
          return List.of(Lax.sliceInDim(top, 0, n, 1), Lax.sliceInDim(top, n, 2 * n, 1));
        },
        Operands.floating("expm_frechet", List.of(a, direction)));
  }

  /** {@code A = U P} with orthonormal columns (or rows) of U and symmetric P. */
  public static List<Tensor> polar(Tensor a) {
    Operands.requireMatrix("polar", a);
    return Library.named(
        "polar",
        List.of(),
        in -> {
          List<Tensor> svd = LaxLinalg.svd(in.getFirst(), false, true);
          Tensor v = Numpy.matrixTranspose(svd.get(2));
          Tensor scaled = Numpy.multiply(v, Numpy.expandDims(svd.get(0), -2));
          return List.of(Numpy.matmul(svd.get(1), svd.get(2)), Numpy.matmul(scaled, svd.get(2)));
        },
        List.of(Operands.floating("polar", a)));
  }

  /** X with T X = B for a tridiagonal T; see {@link LaxLinalg#tridiagonalSolve}. */
  public static Tensor tridiagonalSolve(Tensor lower, Tensor diagonal, Tensor upper, Tensor b) {
    List<Tensor> equal = Operands.floating("tridiagonal_solve", List.of(lower, diagonal, upper, b));
    return LaxLinalg.tridiagonalSolve(equal.get(0), equal.get(1), equal.get(2), equal.get(3));
  }

  /** The eigenvalues, ascending, of the symmetric tridiagonal matrix with these diagonals. */
  public static Tensor eigvalshTridiagonal(Tensor diagonal, Tensor offDiagonal) {
    if (diagonal.rank() != 1
        || offDiagonal.rank() != 1
        || offDiagonal.size() != Math.max(0, diagonal.size() - 1)) {
      throw new ShapeException(
          "eigh_tridiagonal: diagonals are "
              + diagonal.type()
              + " and "
              + offDiagonal.type()
              + "; they must be vectors, the second shorter by one");
    }
    List<Tensor> equal = Operands.floating("eigh_tridiagonal", List.of(diagonal, offDiagonal));
    Tensor below = Numpy.diag(equal.get(1), -1);
    return eigvalsh(
        diagonal.size() == 0
            ? Lax.full(Shape.of(0, 0), 0, equal.getFirst().dtype())
            : Numpy.add(Numpy.add(Numpy.diag(equal.get(0)), below), Numpy.matrixTranspose(below)));
  }
}
