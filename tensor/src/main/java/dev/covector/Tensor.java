package dev.covector;

import dev.covector.numpy.Numpy;
import dev.covector.trace.ConcreteTensor;
import dev.covector.trace.HostData;
import dev.covector.trace.HostValues;
import dev.covector.trace.Tracer;
import dev.covector.tree.Leaf;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * An immutable array of one dtype: concrete, with a value on a device, or traced, inside a
 * transformation. Arithmetic promotes dtypes and broadcasts shapes as NumPy and JAX do; a plain
 * number is weak and takes the other operand's dtype.
 */
public sealed interface Tensor extends TensorMethods, Leaf, AutoCloseable
    permits ConcreteTensor, Tracer {

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
   * those, a java.nio buffer, a tensor, or lists of tensors. {@code double[]} and {@code long[]}
   * get the default width, f32 and i32 unless {@link Defaults#wide}, as in JAX.
   *
   * @throws ShapeException when nested data is ragged
   * @throws DTypeException when an element is none of these, or a number does not fit
   */
  static Tensor of(Object data) {
    return HostData.tensor(data);
  }

  /**
   * A tensor of host data in a dtype: {@code double[]} stays exact with {@link DType#F64}. Numbers
   * are converted by value; integers wrap.
   *
   * @throws ShapeException when nested data is ragged
   * @throws DTypeException when an element cannot be stored, such as NaN in an integer dtype
   */
  static Tensor of(Object data, DType dtype) {
    return HostData.tensor(data, dtype);
  }

  /** A tensor of one axis, f32. */
  static Tensor of(float[] data) {
    return HostData.tensor(data);
  }

  /** A tensor of one axis, in the default floating width. */
  static Tensor of(double[] data) {
    return HostData.tensor(data);
  }

  /** A tensor of one axis, i32. */
  static Tensor of(int[] data) {
    return HostData.tensor(data);
  }

  /** A tensor of one axis, in the default integer width. */
  static Tensor of(long[] data) {
    return HostData.tensor(data);
  }

  /** A tensor of one axis, of bools. */
  static Tensor of(boolean[] data) {
    return HostData.tensor(data);
  }

  /**
   * A tensor of a flat array in row-major order.
   *
   * @throws ShapeException when the shape has another number of elements, or a negative size
   */
  static Tensor of(float[] data, int... shape) {
    return HostData.shaped(data, shape);
  }

  /** A tensor of a flat array in row-major order, in the default floating width. */
  static Tensor of(double[] data, int... shape) {
    return HostData.shaped(data, shape);
  }

  /** A tensor of a flat array in row-major order. */
  static Tensor of(int[] data, int... shape) {
    return HostData.shaped(data, shape);
  }

  /** A tensor of a flat array in row-major order, in the default integer width. */
  static Tensor of(long[] data, int... shape) {
    return HostData.shaped(data, shape);
  }

  /** A tensor of a flat array in row-major order. */
  static Tensor of(boolean[] data, int... shape) {
    return HostData.shaped(data, shape);
  }

  /**
   * A tensor over the caller's native memory, without a copy: dense, row-major, native byte order.
   * The memory must stay and must not change while the tensor is used; it is never written to.
   *
   * @throws ShapeException when the segment has another size than the type
   * @throws CovectorException when the segment is on the heap, confined to a thread, or not aligned
   */
  static Tensor wrap(MemorySegment data, TensorType type) {
    return HostData.wrap(data, type);
  }

  /**
   * A tensor of a copy of memory: dense, row-major, native byte order, on the Java heap or not,
   * aligned or not. A key is the two words of u32, a complex number its real and imaginary part.
   *
   * @throws ShapeException when the segment has another size than the type
   */
  static Tensor copyOf(MemorySegment data, TensorType type) {
    return HostData.copyOf(data, type);
  }

  /**
   * The elements in row-major order, converted by value. Waits for the value.
   *
   * @throws TracerException when jit or vmap traces the tensor: it has no value yet
   */
  default float[] toFloatArray() {
    return HostValues.floats(this);
  }

  /** The elements in row-major order; see {@link #toFloatArray}. */
  default double[] toDoubleArray() {
    return HostValues.doubles(this);
  }

  /**
   * The elements in row-major order; fractions are cut off.
   *
   * @throws DTypeException when an element is NaN or out of range
   * @throws TracerException when jit or vmap traces the tensor: it has no value yet
   */
  default int[] toIntArray() {
    return HostValues.ints(this);
  }

  /** The elements in row-major order; see {@link #toIntArray}. */
  default long[] toLongArray() {
    return HostValues.longs(this);
  }

  /** The elements in row-major order; u8 gives its bits, other dtypes as {@link #toIntArray}. */
  default byte[] toByteArray() {
    return HostValues.bytes(this);
  }

  /** The elements in row-major order; a number is true when it is not 0. */
  default boolean[] toBooleanArray() {
    return HostValues.booleans(this);
  }

  /**
   * Nested Java arrays of the smallest primitive type that holds the dtype (f32, f16 and bf16 give
   * float, u8 short, u32 and u64 long); for a scalar the boxed value.
   */
  default Object toNestedArray() {
    return HostValues.nested(this);
  }

  /**
   * The one element, boxed.
   *
   * @throws ShapeException when the tensor has not exactly one element
   * @throws TracerException when jit or vmap traces the tensor: it has no value yet
   */
  default Object item() {
    return HostValues.item(this);
  }

  /** The one element; see {@link #item}. */
  default float toFloat() {
    return HostValues.single(this, "toFloat").toFloatArray()[0];
  }

  /** The one element; see {@link #item}. */
  default double toDouble() {
    return HostValues.single(this, "toDouble").toDoubleArray()[0];
  }

  /** The one element, its fraction cut off; see {@link #item} and {@link #toIntArray}. */
  default int toInt() {
    return HostValues.single(this, "toInt").toIntArray()[0];
  }

  /** The one element, its fraction cut off; see {@link #item} and {@link #toIntArray}. */
  default long toLong() {
    return HostValues.single(this, "toLong").toLongArray()[0];
  }

  /** Whether the one element is not 0; see {@link #item}. */
  default boolean toBoolean() {
    return HostValues.single(this, "toBoolean").toBooleanArray()[0];
  }

  /**
   * The memory itself, read-only: dense, row-major, native byte order. Valid while the tensor is
   * reachable and not closed.
   *
   * @throws TracerException when jit or vmap traces the tensor: it has no value yet
   */
  default MemorySegment segment() {
    return HostValues.segment(this);
  }

  /**
   * Waits until the value is there; a traced tensor does not wait.
   *
   * @return this tensor
   */
  default Tensor blockUntilReady() {
    HostValues.await(this);
    return this;
  }

  /**
   * A part of this tensor, as NumPy's {@code x[...]}: integers, {@link Index}es, int and boolean
   * arrays and tensors, one per axis from the first. Index tensors broadcast together. Negative
   * indices count from the end; those out of range are clipped (see {@link Defaults#checkIndices}
   * and {@link IndexedUpdate#mode}).
   *
   * @param index a nested array that is the only index must be made a tensor first
   * @throws ShapeException when there are too many indices, or they do not broadcast
   * @throws TracerException when a mask is traced
   */
  default Tensor get(Object... index) {
    return at(index).get();
  }

  /** A part of this tensor to be updated: {@code x.at(0, Index.ALL).add(1)}. */
  default IndexedUpdate at(Object... index) {
    return new IndexedUpdate(
        this, Arrays.stream(index).map(Index::of).toList(), IndexMode.DROP, false);
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
