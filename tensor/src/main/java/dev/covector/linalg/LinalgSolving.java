package dev.covector.linalg;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.LaxLinalg;
import dev.covector.numpy.Numpy;
import dev.covector.transform.Library;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/** Linear equations, inverses and determinants. */
public class LinalgSolving extends LinalgFactorizations {
  LinalgSolving() {}

  /**
   * X with {@code A X = B}.
   *
   * @param a {@code [..., n, n]}
   * @param b {@code [n]}, or {@code [..., n, k]}; leading axes broadcast
   * @throws ShapeException when a is not square or the sizes differ
   */
  public static Tensor solve(Tensor a, Tensor b) {
    Operands.requireSquare("solve", a);
    return solving("solve", List.of(), a, b, LinearSolve.SOLVE::apply);
  }

  /** The inverse. */
  public static Tensor inv(Tensor a) {
    Operands.requireSquare("inv", a);
    return Library.named(
        "inv",
        List.of(),
        in -> {
          Tensor x = in.getFirst();
          Tensor identity = Numpy.eye(x.shape().dim(-1), x.shape().dim(-1), 0, x.dtype());
          return LinearSolve.SOLVE.apply(x, Operands.spread(identity, Operands.batch(x)));
        },
        Operands.floating("inv", a));
  }

  /** The determinant; differentiable also at matrices of rank n - 1. */
  public static Tensor det(Tensor a) {
    Operands.requireSquare("det", a);
    return Library.named(
        "det", List.of(), in -> LinearSolve.DET.apply(in.getFirst()), Operands.floating("det", a));
  }

  /** The determinant as its sign and the logarithm of its absolute value. */
  public static SlogdetResult slogdet(Tensor a) {
    Operands.requireSquare("slogdet", a);
    List<Tensor> out =
        Library.named(
            "slogdet",
            List.of(),
            in -> LinearSolve.SLOGDET.apply(in.getFirst()),
            List.of(Operands.floating("slogdet", a)));
    return new SlogdetResult(out.get(0), out.get(1));
  }

  /** X with {@code op(A) X = B} for {@link #luFactor}'s factors of A. */
  public static Tensor luSolve(LuFactors factors, Tensor b, boolean transpose) {
    Tensor lu = factors.lu();
    Operands.requireSquare("lu_solve", lu);
    Tensor permutation = LaxLinalg.luPivotsToPermutation(factors.pivots(), lu.shape().dim(-1));
    boolean vector = b.rank() == lu.rank() - 1;
    List<Tensor> equal = Operands.floating("lu_solve", List.of(lu, b));
    Tensor rhs = vector ? Numpy.expandDims(equal.get(1), -1) : equal.get(1);
    requireRows("lu_solve", lu, rhs);
    Tensor x = LinearSolve.withFactors(equal.get(0), permutation, rhs, transpose);
    return vector ? Numpy.squeeze(x, -1) : x;
  }

  /**
   * X with {@code A X = B} for a Cholesky factor of A.
   *
   * @param c the factor, of which only its own triangle is looked at
   * @param lower which one
   */
  public static Tensor choSolve(Tensor c, boolean lower, Tensor b) {
    Operands.requireSquare("cho_solve", c);
    return solving(
        "cho_solve",
        List.of(lower),
        c,
        b,
        (a, rhs) -> {
          Tensor half = LaxLinalg.triangularSolve(a, rhs, true, lower, !lower, false);
          return LaxLinalg.triangularSolve(a, half, true, lower, lower, false);
        });
  }

  /** X with {@code A X = B} for an upper triangular A. */
  public static Tensor solveTriangular(Tensor a, Tensor b) {
    return solveTriangular(a, b, false, false, false);
  }

  /**
   * X with {@code op(A) X = B}.
   *
   * @param a {@code [..., n, n]}; only the triangle meant is looked at
   * @param b {@code [n]} or {@code [..., n, k]}; leading axes broadcast
   * @param lower whether A is lower triangular
   * @param transpose whether op is the transpose
   * @param unitDiagonal whether A's diagonal is taken for ones
   */
  public static Tensor solveTriangular(
      Tensor a, Tensor b, boolean lower, boolean transpose, boolean unitDiagonal) {
    Operands.requireSquare("solve_triangular", a);
    return solving(
        "solve_triangular",
        List.of(lower, transpose, unitDiagonal),
        a,
        b,
        (x, rhs) -> LaxLinalg.triangularSolve(x, rhs, true, lower, transpose, unitDiagonal));
  }

  /** Broadcasts the leading axes, and takes a vector for a column. */
  private static Tensor solving(
      String op, List<?> parameters, Tensor a, Tensor b, BinaryOperator<Tensor> body) {
    if (b.rank() == 0) {
      throw new ShapeException(op + ": the right side is " + b.type() + "; it must have an axis");
    }
    boolean vector = b.rank() == 1;
    int rows = b.shape().dim(vector ? -1 : -2);
    if (rows != a.shape().dim(-1)) {
      throw rows(op, a, b);
    }
    List<Tensor> equal = Operands.floating(op, List.of(a, b));
    return Library.named(
        op,
        parameters,
        in -> {
          Tensor rhs = vector ? Numpy.expandDims(in.get(1), -1) : in.get(1);
          Shape batch = Shape.broadcast(op, Operands.batch(in.getFirst()), Operands.batch(rhs));
          Tensor x = body.apply(Operands.spread(in.getFirst(), batch), Operands.spread(rhs, batch));
          return vector ? Numpy.squeeze(x, -1) : x;
        },
        equal.get(0),
        equal.get(1));
  }

  private static void requireRows(String op, Tensor a, Tensor b) {
    if (b.rank() < 2 || b.shape().dim(-2) != a.shape().dim(-1)) {
      throw rows(op, a, b);
    }
  }

  private static ShapeException rows(String op, Tensor a, Tensor b) {
    return new ShapeException(
        op
            + ": the matrix is "
            + a.type()
            + ", the right side "
            + b.type()
            + "; the right side must have as many rows as the matrix");
  }

  /**
   * The Moore-Penrose inverse; singular values below 10 max(m, n) eps of the largest count as 0.
   */
  public static Tensor pinv(Tensor a) {
    Operands.requireMatrix("pinv", a);
    int longer = Math.max(a.shape().dim(-1), a.shape().dim(-2));
    Tensor x = Operands.floating("pinv", a);
    return pinv(x, 10 * longer * Operands.epsilon(x.dtype()));
  }

  /**
   * The Moore-Penrose inverse.
   *
   * @param tolerance singular values at most this much of the largest count as 0
   */
  public static Tensor pinv(Tensor a, double tolerance) {
    Operands.requireMatrix("pinv", a);
    return Library.named(
        "pinv",
        List.of(tolerance),
        in -> PseudoInverse.within(tolerance).apply(in.getFirst()),
        Operands.floating("pinv", a));
  }

  /**
   * The solution of least squares; singular values below max(m, n) eps of the largest count as 0.
   */
  public static LeastSquares lstsq(Tensor a, Tensor b) {
    Operands.requireMatrix("lstsq", a);
    int longer = Math.max(a.shape().dim(-1), a.shape().dim(-2));
    return lstsq(a, b, longer * Operands.epsilon(Operands.floating("lstsq", a).dtype()));
  }

  /**
   * X of least norm that minimizes the norm of {@code A X - B}.
   *
   * @param a {@code [m, n]}
   * @param b {@code [m]} or {@code [m, k]}
   * @param tolerance singular values below this much of the largest count as 0
   */
  public static LeastSquares lstsq(Tensor a, Tensor b, double tolerance) {
    if (a.rank() != 2 || b.rank() < 1 || b.rank() > 2 || a.shape().dim(0) != b.shape().dim(0)) {
      throw new ShapeException(
          "lstsq: the matrix is "
              + a.type()
              + ", the right side "
              + b.type()
              + "; there must be a matrix and a vector or a matrix with as many rows");
    }
    List<Tensor> out =
        Library.named(
            "lstsq",
            List.of(tolerance),
            in -> leastSquares(in.get(0), in.get(1), tolerance),
            Operands.floating("lstsq", List.of(a, b)));
    return new LeastSquares(out.get(0), out.get(1), out.get(2), out.get(3));
  }

  private static List<Tensor> leastSquares(Tensor a, Tensor b, double tolerance) {
    Tensor rhs = b.rank() == 1 ? Numpy.expandDims(b, -1) : b;
    List<Tensor> svd = LaxLinalg.svd(a, false, true);
    Tensor s = svd.get(0);
    Tensor largest =
        s.size() == 0
            ? Lax.fullLike(s, 0)
            : Numpy.broadcastTo(Lax.sliceInDim(s, 0, 1, 0), s.shape());
    Tensor kept =
        Lax.bitwiseAnd(
            Lax.ge(s, Lax.mul(largest, Lax.fullLike(s, tolerance))), Lax.gt(s, Lax.fullLike(s, 0)));
    Tensor safe = Lax.select(kept, s, Lax.fullLike(s, 1));
    Tensor inverse = Lax.select(kept, Lax.div(Lax.fullLike(s, 1), safe), Lax.fullLike(s, 0));
    Tensor projected = Numpy.matmul(Numpy.matrixTranspose(svd.get(1)), rhs);
    Tensor scaled = Numpy.multiply(projected, Numpy.expandDims(inverse, -1));
    Tensor x = Numpy.matmul(Numpy.matrixTranspose(svd.get(2)), scaled);
    Tensor rest = Lax.sub(rhs, Numpy.matmul(a, x));
    Tensor residuals = Numpy.sum(Lax.mul(rest, rest), 0);
    Tensor rank = Lax.reduceSum(Lax.convert(kept, DType.I32), List.of(0));
    return List.of(b.rank() == 1 ? Numpy.squeeze(x, -1) : x, residuals, rank, s);
  }

  /**
   * x with {@code tensordot(a, x, rank of x) = b}.
   *
   * @throws ShapeException when a does not have as many elements as the square of b's
   */
  public static Tensor tensorsolve(Tensor a, Tensor b) {
    int[] rest = Arrays.copyOfRange(a.shape().toArray(), b.rank(), a.rank());
    if (a.rank() < b.rank() || Shape.of(rest).size() != b.size()) {
      throw new ShapeException(
          "tensorsolve: the tensor is "
              + a.type()
              + ", the right side "
              + b.type()
              + "; the axes of the tensor after the first "
              + b.rank()
              + " must have as many elements as the right side");
    }
    int size = Math.toIntExact(b.size());
    Tensor x = solve(Numpy.reshape(a, size, size), Numpy.ravel(b));
    return Numpy.reshape(x, Shape.of(rest));
  }

  /**
   * The inverse of a tensor as a map between the tensors of its first axes and of its last ones.
   *
   * @param axes how many are the first
   */
  public static Tensor tensorinv(Tensor a, int axes) {
    int[] sizes = a.shape().toArray();
    if (axes <= 0 || axes > sizes.length) {
      throw new ShapeException("tensorinv: " + axes + " first axes of " + a.type());
    }
    int[] first = Arrays.copyOf(sizes, axes);
    int[] last = Arrays.copyOfRange(sizes, axes, sizes.length);
    int size = Math.toIntExact(Shape.of(first).size());
    if (Shape.of(last).size() != size) {
      throw new ShapeException(
          "tensorinv: the tensor is "
              + a.type()
              + "; its first "
              + axes
              + " axes must have as many elements as the others");
    }
    Tensor inverse = inv(Numpy.reshape(a, size, size));
    int[] result = Arrays.copyOf(last, sizes.length);
    System.arraycopy(first, 0, result, last.length, first.length);
    return Numpy.reshape(inverse, Shape.of(result));
  }
}
