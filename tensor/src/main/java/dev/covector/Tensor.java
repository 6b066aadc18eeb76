package dev.covector;

import dev.covector.numpy.Numpy;
import dev.covector.trace.ConcreteTensor;
import dev.covector.trace.HostData;
import dev.covector.trace.Tracer;
import dev.covector.tree.Leaf;

/**
 * An immutable array of one dtype: concrete, with a value on a device, or traced, inside a
 * transformation. Arithmetic promotes dtypes and broadcasts shapes as NumPy and JAX do; a plain
 * number is weak and takes the other operand's dtype.
 */
public sealed interface Tensor extends Leaf, AutoCloseable permits ConcreteTensor, Tracer {

  /** Dtype, shape and weakness. */
  TensorType type();

  /** The element type. */
  default DType dtype() {
    return type().dtype();
  }

  /** The axis sizes. */
  default Shape shape() {
    return type().shape();
  }

  /** The number of axes. */
  default int rank() {
    return type().shape().rank();
  }

  /** The number of elements. */
  default long size() {
    return type().shape().size();
  }

  /**
   * A tensor of host data: a number (weak), a boolean, a primitive array, nested arrays or lists of
   * those, or a tensor.
   *
   * @throws ShapeException when nested arrays are ragged
   * @throws DTypeException when an element is none of these
   */
  static Tensor of(Object data) {
    return HostData.tensor(data);
  }

  /** This plus other. */
  default Tensor plus(Tensor other) {
    return Numpy.add(this, other);
  }

  /** This plus a number, in this tensor's dtype where the number fits it. */
  default Tensor plus(Number other) {
    return Numpy.add(this, of(other));
  }

  /** This minus other. */
  default Tensor minus(Tensor other) {
    return Numpy.subtract(this, other);
  }

  /** This minus a number. */
  default Tensor minus(Number other) {
    return Numpy.subtract(this, of(other));
  }

  /** This times other, element by element. */
  default Tensor times(Tensor other) {
    return Numpy.multiply(this, other);
  }

  /** This times a number. */
  default Tensor times(Number other) {
    return Numpy.multiply(this, of(other));
  }

  /** This divided by other; integers give floats. */
  default Tensor div(Tensor other) {
    return Numpy.divide(this, other);
  }

  /** This divided by a number. */
  default Tensor div(Number other) {
    return Numpy.divide(this, of(other));
  }

  /** -this. */
  default Tensor unaryMinus() {
    return Numpy.negative(this);
  }

  /** Gives the memory back early; using the tensor afterwards is an error. */
  @Override
  void close();
}
