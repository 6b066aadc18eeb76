package dev.covector.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The functions that no reference case covers, by what they promise. */
class LinalgTest {
  private static Tensor matrix(int rows, int columns, double... values) {
    return Numpy.reshape(Tensor.of(values, DType.F64), rows, columns);
  }

  private static final Tensor A = matrix(3, 3, 4, 1, -2, 1, 5, 0.5, -1, 2, 6);

  private static void requireNear(Tensor want, Tensor got) {
    assertEquals(want.shape(), got.shape());
    assertArrayEquals(want.toDoubleArray(), got.toDoubleArray(), 1e-9);
  }

  @Test
  void luMultipliesBack() {
    LuResult lu = Linalg.lu(A);
    requireNear(A, Numpy.matmul(lu.p(), Numpy.matmul(lu.l(), lu.u())));
  }

  @Test
  void luFactorsSolveWithTheMatrixAndItsTranspose() {
    Tensor b = Tensor.of(new double[] {1, 2, 3}, DType.F64);
    requireNear(b, Numpy.matmul(A, Linalg.luSolve(Linalg.luFactor(A), b, false)));
    requireNear(
        b, Numpy.matmul(Numpy.matrixTranspose(A), Linalg.luSolve(Linalg.luFactor(A), b, true)));
  }

  @Test
  void gradientOfTheDeterminantIsTheAdjugateAlsoOfASingularMatrix() {
    Tensor singular = matrix(3, 3, 1, 2, 3, 4, 5, 6, 5, 7, 9);
    Tensor gradient = Covector.grad((Tensor x) -> Linalg.det(x)).apply(singular);
    requireNear(matrix(3, 3, 3, -6, 3, 3, -6, 3, -3, 6, -3), gradient);
  }

  @Test
  void polarFactorsMultiplyBack() {
    List<Tensor> up = Linalg.polar(A);
    requireNear(A, Numpy.matmul(up.get(0), up.get(1)));
  }

  @Test
  void exponentialOfARotationTurns() {
    Tensor e = Linalg.expm(matrix(2, 2, 0, -3, 3, 0));
    requireNear(matrix(2, 2, Math.cos(3), -Math.sin(3), Math.sin(3), Math.cos(3)), e);
  }

  @Test
  void multiDotIsTheProduct() {
    Tensor b = matrix(3, 2, 1, 2, 3, 4, 5, 6);
    Tensor c = matrix(2, 4, 1, 0, 2, 1, -1, 3, 1, 2);
    requireNear(Numpy.matmul(Numpy.matmul(A, b), c), Linalg.multiDot(A, b, c));
  }

  @Test
  void patternsAreThoseOfScipy() {
    Tensor c = Tensor.of(new double[] {1, 2, 3}, DType.F64);
    Tensor r = Tensor.of(new double[] {9, 7}, DType.F64);
    requireNear(matrix(3, 2, 1, 7, 2, 1, 3, 2), Linalg.toeplitz(c, r));
    requireNear(matrix(3, 2, 1, 2, 2, 3, 3, 7), Linalg.hankel(c, r));
    requireNear(matrix(3, 3, 1, 3, 2, 2, 1, 3, 3, 2, 1), Linalg.circulant(c));
    requireNear(matrix(2, 2, -2, -3, 1, 0), Linalg.companion(c));
  }

  @Test
  void blocksStandOnTheDiagonal() {
    requireNear(
        matrix(3, 4, 1, 2, 0, 0, 0, 0, 3, 4, 0, 0, 5, 6),
        Linalg.blockDiag(matrix(1, 2, 1, 2), matrix(2, 2, 3, 4, 5, 6)));
  }

  @Test
  void ranksAndConditionsSeeSingularMatrices() {
    Tensor singular = matrix(2, 2, 1, 2, 2, 4);
    assertEquals(1.0, Linalg.matrixRank(singular).toDouble());
    assertEquals(3.0, Linalg.matrixRank(A).toDouble());
    assertTrue(Linalg.cond(singular).toDouble() > 1e15);
  }

  @Test
  void errorsNameTheOperandAndTheRemedy() {
    Tensor wide = Numpy.ones(2, 3);
    ShapeException notSquare = assertThrows(ShapeException.class, () -> Linalg.inv(wide));
    assertTrue(
        notSquare
            .getMessage()
            .startsWith(
                "inv: the operand is f32[2,3]; it must be a square matrix, or a batch of square matrices"));
    Tensor half = Numpy.eye(2, 2, 0, DType.F16);
    DTypeException narrow = assertThrows(DTypeException.class, () -> Linalg.cholesky(half));
    assertTrue(narrow.getMessage().contains("needs f32 or f64: convert with astype"));
    ShapeException rows =
        assertThrows(ShapeException.class, () -> Linalg.solve(Numpy.eye(3), Numpy.ones(2)));
    assertTrue(rows.getMessage().contains("as many rows as the matrix"));
  }
}
