package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;

/** An orthogonal matrix in the middle of a convolution's window, and zeros around it. */
record DeltaOrthogonal(double scale, int columnAxis) implements Initializer {
  @Override
  public Tensor initialize(Tensor key, Shape shape, DType dtype) {
    int spatial = shape.rank() - 2;
    if (spatial < 1 || spatial > 3 || shape.dim(-1) < shape.dim(-2)) {
      throw new ShapeException(
          "delta_orthogonal: the shape is "
              + shape
              + "; it must have one to three spatial axes, and at least as many outputs as inputs");
    }
    Shape matrix = Shape.of(shape.dim(-2), shape.dim(-1));
    Shape point = shape;
    int[] middle = new int[shape.rank()];
    for (int i = 0; i < spatial; i++) {
      middle[i] = (shape.dim(i) - 1) / 2;
      point = point.with(i, 1);
    }
    Tensor orthogonal = new Orthogonal(scale, columnAxis).initialize(key, matrix, dtype);
    return Lax.dynamicUpdateSlice(
        Lax.full(shape, 0, dtype), Lax.reshape(orthogonal, point), middle);
  }
}
