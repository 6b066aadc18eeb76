package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.linalg.Linalg;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;

/**
 * Iterations for matrices that optimizers use: eigenvalues, roots, and least squares.
 *
 * <pre>{@code
 * Tensor matrix = Tensor.of(new float[][] {{2, 1}, {1, 3}});
 * Tensor largest = LinearAlgebra.powerIteration(matrix).value(); // 3.618
 * Tensor root = LinearAlgebra.matrixInversePthRoot(matrix, 2).root();
 * Tensor shares = LinearAlgebra.nnls(matrix, Tensor.of(new float[] {1, -1}), 100);
 * }</pre>
 */
public final class LinearAlgebra {
  private static final int ITERATIONS = 100;
  private static final double TOLERANCE = 1e-6;

  private LinearAlgebra() {}

  /**
   * An eigenvalue and its eigenvector.
   *
   * @param value the eigenvalue of the largest absolute value
   * @param vector its eigenvector, of norm 1
   */
  public record Eigenpair<T>(Tensor value, T vector) {}

  /**
   * A root, and how far the iteration was from its end.
   *
   * @param root the inverse root
   * @param error the largest distance to the identity that was left
   */
  public record InverseRoot(Tensor root, Tensor error) {}

  private record Power<T>(T vector, T product, Tensor value, Tensor count) {}

  private record Newton(
      Tensor count, Tensor m, Tensor h, Tensor before, Tensor error, Tensor isFalling) {}

  private record Descent(Tensor x, Tensor ahead, Tensor momentum) {}

  /** The dominant eigenvalue of a matrix, begun with a random vector; 100 iterations at most. */
  public static Eigenpair<Tensor> powerIteration(Tensor matrix) {
    requireSquare("power_iteration", matrix);
    Shape shape = Shape.of(matrix.shape().toArray()[0]);
    Tensor start = Random.uniform(Random.key(0), shape, matrix.dtype(), -1.0, 1.0);
    return powerIteration((Tensor v) -> Numpy.matmul(matrix, v), start, ITERATIONS, TOLERANCE);
  }

  /**
   * The dominant eigenvalue of a linear function.
   *
   * @param product the function
   * @param start a vector: a tree of tensors
   * @param iterations the largest number of products
   * @param tolerance the error relative to the eigenvalue that will do
   */
  public static <T> Eigenpair<T> powerIteration(
      Fn1<T, T> product, T start, int iterations, double tolerance) {
    T first = unit(start);
    Power<T> begin = new Power<>(first, product.apply(first), Tensor.of(0.0), Counts.zero());
    Power<T> end =
        Lax.whileLoop(
            (Power<T> p) -> {
              Object rest = TreeMath.sub(p.product, TreeMath.scale(p.value, p.vector));
              Tensor error = TreeMath.norm(rest).div(p.value).abs();
              return Numpy.logicalAnd(
                  Numpy.logicalNot(error.lt(tolerance)), p.count.lt(iterations));
            },
            p -> {
              T vector = unit(p.product);
              T next = product.apply(vector);
              Tensor value = TreeMath.vdot(vector, next);
              return new Power<>(vector, next, value.astype(p.value.dtype()), p.count.plus(1));
            },
            strong(begin));
    return new Eigenpair<>(end.value, unit(end.product));
  }

  private static <T> Power<T> strong(Power<T> begin) {
    Tensor value = begin.value.astype(TreeMath.norm(begin.vector).dtype());
    return new Power<>(begin.vector, begin.product, value, begin.count);
  }

  private static <T> T unit(T vector) {
    return TreeMath.scale(Numpy.divide(1.0, TreeMath.norm(vector)), vector);
  }

  /** {@code matrix^(-1/p)} of a symmetric positive semidefinite matrix. */
  public static InverseRoot matrixInversePthRoot(Tensor matrix, int p) {
    return matrixInversePthRoot(matrix, p, ITERATIONS, 1e-6, TOLERANCE);
  }

  /**
   * {@code matrix^(-1/p)} of a symmetric positive semidefinite matrix, in f32, by Newton's coupled
   * iteration: Higham 2008, "Functions of Matrices", equation 7.18.
   *
   * @param matrix a square matrix
   * @param p the root, positive
   * @param iterations the largest number of steps
   * @param ridge what is added to the diagonal, relative to the largest eigenvalue
   * @param tolerance the distance to the identity that will do
   */
  public static InverseRoot matrixInversePthRoot(
      Tensor matrix, int p, int iterations, double ridge, double tolerance) {
    requireSquare("matrix_inverse_pth_root", matrix);
    if (p < 1) {
      throw new OptimException("matrix_inverse_pth_root: p is " + p + "; it must be at least 1");
    }
    Tensor largest = powerIteration(matrix).value();
    Tensor damping = Numpy.maximum(largest, 1e-16).times(ridge);
    int size = matrix.shape().toArray()[0];
    if (size == 1) {
      return new InverseRoot(
          Numpy.power(matrix.plus(damping), -1.0 / p), Numpy.zeros(Shape.of(), DType.F32));
    }
    Tensor identity = Numpy.eye(size).astype(DType.F32);
    Tensor damped = matrix.plus(damping.times(identity));
    Tensor scale = Numpy.divide(1.0 + p, Linalg.norm(damped).times(2));
    Tensor m = damped.times(scale);
    Tensor h = identity.times(Numpy.power(scale, 1.0 / p));
    Newton end =
        Lax.whileLoop(
            (Newton s) ->
                Numpy.logicalAnd(
                    s.count.lt(iterations), Numpy.logicalAnd(s.error.gt(tolerance), s.isFalling)),
            s -> {
              Tensor step = identity.times(1 + 1.0 / p).minus(s.m.times(1.0 / p));
              Tensor next = Numpy.matmul(power(step, p), s.m);
              Tensor error = distance(next, identity);
              // an error may grow a little before it falls
              Tensor isFalling = error.lt(s.error.times(1.2));
              return new Newton(
                  s.count.plus(1), next, Numpy.matmul(s.h, step), s.h, error, isFalling);
            },
            new Newton(Counts.zero(), m, h, h, distance(m, identity), Tensor.of(true)));
    return new InverseRoot(
        Numpy.where(end.isFalling, end.h, end.before).astype(matrix.dtype()),
        distance(end.m, identity));
  }

  private static Tensor distance(Tensor m, Tensor identity) {
    return m.minus(identity).abs().max();
  }

  /** A power of a matrix by repeated squaring. */
  private static Tensor power(Tensor matrix, int p) {
    if (p == 1) {
      return matrix;
    }
    Tensor half = power(matrix, p / 2);
    Tensor square = Numpy.matmul(half, half);
    return p % 2 == 0 ? square : Numpy.matmul(square, matrix);
  }

  /**
   * The x of at least 0 in each element for which {@code a x} is nearest to b, by projected
   * gradients with Nesterov's momentum: Polyak 2015, "Projected gradient method for non-negative
   * least square".
   *
   * @param a a matrix, (m, n)
   * @param b a vector, (m), or several, (m, k)
   * @param iterations the number of steps
   */
  public static Tensor nnls(Tensor a, Tensor b, int iterations) {
    int[] rows = a.shape().toArray();
    int[] wanted = b.shape().toArray();
    if (rows.length != 2 || wanted.length < 1 || wanted.length > 2 || wanted[0] != rows[0]) {
      throw new OptimException(
          "nnls: a is " + a.type() + ", b " + b.type() + "; they must be (m, n) and (m) or (m, k)");
    }
    Tensor gram = Numpy.matmul(a.transpose(), a);
    Tensor right = Numpy.matmul(a.transpose(), b);
    Tensor bound = Numpy.minimum(Linalg.norm(gram), gram.abs().sum(0).max());
    Tensor scale = Numpy.where(bound.eq(0), 1, bound);
    Tensor zero = Numpy.zeros(right.shape(), right.dtype());
    Tensor none = Numpy.zeros(Shape.of(), right.dtype());
    return Lax.foriLoop(
            0,
            iterations,
            (i, s) -> {
              Tensor slope = Numpy.matmul(gram, s.ahead).minus(right);
              Tensor x = Numpy.maximum(s.ahead.minus(slope.div(scale)), 0);
              Tensor momentum = s.momentum.square().times(4).plus(1).sqrt().plus(1).div(2);
              Tensor part = s.momentum.minus(1).div(momentum);
              return new Descent(x, x.plus(part.times(x.minus(s.x))), momentum);
            },
            new Descent(zero, zero, none))
        .x;
  }

  private static void requireSquare(String op, Tensor matrix) {
    int[] shape = matrix.shape().toArray();
    if (shape.length != 2 || shape[0] != shape[1]) {
      throw new OptimException(op + ": the matrix is " + matrix.type() + "; it must be square");
    }
  }
}
