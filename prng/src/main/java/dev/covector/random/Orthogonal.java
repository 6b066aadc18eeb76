package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.LaxLinalg;
import dev.covector.numpy.Numpy;
import dev.covector.transform.Library;
import java.util.List;

/** Uniform over orthogonal matrices: Q of a normal matrix, with the signs of R's diagonal. */
record Orthogonal(double scale, int columnAxis) implements Initializer {
  @Override
  public Tensor initialize(Tensor key, Shape shape, DType dtype) {
    Parameters.requireKey("orthogonal", key);
    Parameters.requireFloating("orthogonal", dtype);
    if (shape.rank() < 2) {
      throw new ShapeException(
          "orthogonal: the shape is " + shape + "; it must have at least two axes");
    }
    if (shape.size() == 0) {
      return Lax.full(shape, 0, dtype);
    }
    return Library.inline(
        "orthogonal",
        List.of(this, shape, dtype),
        in -> {
          int axis = shape.axis(columnAxis, "orthogonal");
          int columns = shape.dim(axis);
          int rows = Math.toIntExact(shape.size() / columns);
          Tensor q = matrix(in.getFirst(), rows, columns, dtype);
          Shape apart = shape.remove(axis);
          Tensor moved = Lax.reshape(q, apart.insert(apart.rank(), columns));
          Tensor placed = Lax.moveAxis(moved, apart.rank(), axis);
          return Lax.mul(placed, Lax.fullLike(placed, scale));
        },
        key);
  }

  private static Tensor matrix(Tensor key, int rows, int columns, DType dtype) {
    Shape tall = Shape.of(Math.max(rows, columns), Math.min(rows, columns));
    List<Tensor> qr = LaxLinalg.qr(Random.normal(key, tall, dtype), false);
    Tensor signs = Numpy.sign(Numpy.diagonal(qr.get(1)));
    Tensor q = Numpy.multiply(qr.get(0), signs);
    return rows < columns ? Numpy.matrixTranspose(q) : q;
  }
}
