package dev.covector;

import dev.covector.tree.Leaf;

/**
 * What is known of a tensor before it has a value.
 *
 * @param dtype the element type
 * @param shape the axis sizes
 * @param weak whether the type came from a plain number, and so yields to any other in promotion
 */
public record TensorType(DType dtype, Shape shape, boolean weak) implements Leaf {

  /** A type that is not weak. */
  public static TensorType of(DType dtype, int... sizes) {
    return new TensorType(dtype, Shape.of(sizes), false);
  }

  /** A type that is not weak. */
  public static TensorType of(DType dtype, Shape shape) {
    return new TensorType(dtype, shape, false);
  }

  /** This type with another shape. */
  public TensorType withShape(Shape shape) {
    return new TensorType(dtype, shape, weak);
  }

  /** This type with another dtype. */
  public TensorType withDType(DType dtype) {
    return new TensorType(dtype, shape, weak);
  }

  /** This type, not weak. */
  public TensorType strong() {
    return weak ? new TensorType(dtype, shape, false) : this;
  }

  /** Whether dtype and shape are the same, weak or not. */
  public boolean matches(TensorType other) {
    return dtype == other.dtype && shape.equals(other.shape);
  }

  /** As JAX prints it: {@code f32[2,3]}; a weak type ends in {@code *}. */
  @Override
  public String toString() {
    return dtype + shape.toString() + (weak ? "*" : "");
  }
}
