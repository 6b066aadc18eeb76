package dev.covector;

import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import java.util.List;

/**
 * The functions of {@link Numpy} that read well as methods of a tensor. Axes may be negative: they
 * count from the end.
 */
public sealed interface TensorMethods permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** The sum; bools count as integers; a scalar. */
  default Tensor sum() {
    return Numpy.sum(self());
  }

  /** The sum; bools count as integers along axes, which disappear. */
  default Tensor sum(int... axes) {
    return Numpy.sum(self(), axes);
  }

  /** The sum; bools count as integers along axes, which stay with size 1 if asked. */
  default Tensor sum(int[] axes, boolean keepDims) {
    return Numpy.sum(self(), axes, keepDims);
  }

  /** The sum; bools count as integers, with options. */
  default Tensor sum(Over over) {
    return Numpy.sum(self(), over);
  }

  /** The mean; a scalar. */
  default Tensor mean() {
    return Numpy.mean(self());
  }

  /** The mean along axes, which disappear. */
  default Tensor mean(int... axes) {
    return Numpy.mean(self(), axes);
  }

  /** The mean along axes, which stay with size 1 if asked. */
  default Tensor mean(int[] axes, boolean keepDims) {
    return Numpy.mean(self(), axes, keepDims);
  }

  /** The mean, with options. */
  default Tensor mean(Over over) {
    return Numpy.mean(self(), over);
  }

  /** The product; bools count as integers; a scalar. */
  default Tensor prod() {
    return Numpy.prod(self());
  }

  /** The product; bools count as integers along axes, which disappear. */
  default Tensor prod(int... axes) {
    return Numpy.prod(self(), axes);
  }

  /** The product; bools count as integers along axes, which stay with size 1 if asked. */
  default Tensor prod(int[] axes, boolean keepDims) {
    return Numpy.prod(self(), axes, keepDims);
  }

  /** The product; bools count as integers, with options. */
  default Tensor prod(Over over) {
    return Numpy.prod(self(), over);
  }

  /** The largest element; a scalar. */
  default Tensor max() {
    return Numpy.max(self());
  }

  /** The largest element along axes, which disappear. */
  default Tensor max(int... axes) {
    return Numpy.max(self(), axes);
  }

  /** The largest element along axes, which stay with size 1 if asked. */
  default Tensor max(int[] axes, boolean keepDims) {
    return Numpy.max(self(), axes, keepDims);
  }

  /** The largest element, with options. */
  default Tensor max(Over over) {
    return Numpy.max(self(), over);
  }

  /** The smallest element; a scalar. */
  default Tensor min() {
    return Numpy.min(self());
  }

  /** The smallest element along axes, which disappear. */
  default Tensor min(int... axes) {
    return Numpy.min(self(), axes);
  }

  /** The smallest element along axes, which stay with size 1 if asked. */
  default Tensor min(int[] axes, boolean keepDims) {
    return Numpy.min(self(), axes, keepDims);
  }

  /** The smallest element, with options. */
  default Tensor min(Over over) {
    return Numpy.min(self(), over);
  }

  /** The variance; a scalar. */
  default Tensor var() {
    return Numpy.var(self());
  }

  /** The variance along axes, which disappear. */
  default Tensor var(int... axes) {
    return Numpy.var(self(), axes);
  }

  /** The variance along axes, which stay with size 1 if asked. */
  default Tensor var(int[] axes, boolean keepDims) {
    return Numpy.var(self(), axes, keepDims);
  }

  /** The variance, with options. */
  default Tensor var(Over over) {
    return Numpy.var(self(), over);
  }

  /** The standard deviation; a scalar. */
  default Tensor std() {
    return Numpy.std(self());
  }

  /** The standard deviation along axes, which disappear. */
  default Tensor std(int... axes) {
    return Numpy.std(self(), axes);
  }

  /** The standard deviation along axes, which stay with size 1 if asked. */
  default Tensor std(int[] axes, boolean keepDims) {
    return Numpy.std(self(), axes, keepDims);
  }

  /** The standard deviation, with options. */
  default Tensor std(Over over) {
    return Numpy.std(self(), over);
  }

  /** Whether all elements are true (not 0); a scalar. */
  default Tensor all() {
    return Numpy.all(self());
  }

  /** Whether all elements are true (not 0) along axes, which disappear. */
  default Tensor all(int... axes) {
    return Numpy.all(self(), axes);
  }

  /** Whether all elements are true (not 0) along axes, which stay with size 1 if asked. */
  default Tensor all(int[] axes, boolean keepDims) {
    return Numpy.all(self(), axes, keepDims);
  }

  /** Whether all elements are true (not 0), with options. */
  default Tensor all(Over over) {
    return Numpy.all(self(), over);
  }

  /** Whether some element is true (not 0); a scalar. */
  default Tensor any() {
    return Numpy.any(self());
  }

  /** Whether some element is true (not 0) along axes, which disappear. */
  default Tensor any(int... axes) {
    return Numpy.any(self(), axes);
  }

  /** Whether some element is true (not 0) along axes, which stay with size 1 if asked. */
  default Tensor any(int[] axes, boolean keepDims) {
    return Numpy.any(self(), axes, keepDims);
  }

  /** Whether some element is true (not 0), with options. */
  default Tensor any(Over over) {
    return Numpy.any(self(), over);
  }

  /** The same elements in row-major order; one size may be -1. */
  default Tensor reshape(int... sizes) {
    return Numpy.reshape(self(), sizes);
  }

  /** The same elements in row-major order. */
  default Tensor reshape(Shape shape) {
    return Numpy.reshape(self(), shape);
  }

  /** All elements in row-major order along one axis. */
  default Tensor ravel() {
    return Numpy.ravel(self());
  }

  /** All elements in row-major order along one axis. */
  default Tensor flatten() {
    return Numpy.ravel(self());
  }

  /** The axes in reverse order. */
  default Tensor transpose() {
    return Numpy.transpose(self());
  }

  /** The axes in the given order. */
  default Tensor transpose(int... axes) {
    return Numpy.transpose(self(), axes);
  }

  /** The axes in reverse order: of a matrix, its transpose. */
  default Tensor t() {
    return Numpy.transpose(self());
  }

  /** Two axes exchanged. */
  default Tensor swapaxes(int first, int second) {
    return Numpy.swapaxes(self(), first, second);
  }

  /** An axis moved to another place. */
  default Tensor moveaxis(int source, int destination) {
    return Numpy.moveaxis(self(), source, destination);
  }

  /** Without the axes of size 1. */
  default Tensor squeeze() {
    return Numpy.squeeze(self());
  }

  /** Without these axes of size 1. */
  default Tensor squeeze(int... axes) {
    return Numpy.squeeze(self(), axes);
  }

  /** New axes of size 1 at these places of the result. */
  default Tensor expandDims(int... axes) {
    return Numpy.expandDims(self(), axes);
  }

  /** Repeated to a shape: aligned at the end, a size of 1 stretches. */
  default Tensor broadcastTo(int... sizes) {
    return Numpy.broadcastTo(self(), sizes);
  }

  /** Repeated to a shape: aligned at the end, a size of 1 stretches. */
  default Tensor broadcastTo(Shape shape) {
    return Numpy.broadcastTo(self(), shape);
  }

  /** These axes, or all, from their end to their start. */
  default Tensor flip(int... axes) {
    return axes.length == 0 ? Numpy.flip(self()) : Numpy.flip(self(), axes);
  }

  /** Each element repeated along an axis. */
  default Tensor repeat(int count, int axis) {
    return Numpy.repeat(self(), count, axis);
  }

  /** Equal parts along axis 0; of one key, which has no axis, that many new keys. */
  default List<Tensor> split(int parts) {
    boolean isKey = self().dtype().isKey() && self().rank() == 0;
    return isKey ? KeySplitters.split(self(), parts) : Numpy.split(self(), parts, 0);
  }

  /** Equal parts along an axis. */
  default List<Tensor> split(int parts, int axis) {
    return Numpy.split(self(), parts, axis);
  }

  /** The values in another dtype, not weak. */
  default Tensor astype(DType dtype) {
    return Numpy.astype(self(), dtype);
  }

  /** The product over the last axis of this and the last but one of other; {@link Numpy#dot}. */
  default Tensor dot(Tensor other) {
    return Numpy.dot(self(), other);
  }

  /** The matrix product, batched over leading axes; {@link Numpy#matmul}. */
  default Tensor matmul(Tensor other) {
    return Numpy.matmul(self(), other);
  }

  /** The main diagonal of the first two axes. */
  default Tensor diagonal() {
    return Numpy.diagonal(self());
  }

  /** This to a power. */
  default Tensor pow(Tensor other) {
    return Numpy.power(self(), other);
  }

  /** This to a power, a number. */
  default Tensor pow(Number other) {
    return Numpy.power(self(), other);
  }

  /** The remainder of this divided by other, with the sign of other. */
  default Tensor rem(Tensor other) {
    return Numpy.remainder(self(), other);
  }

  /** The remainder of this divided by other, with the sign of other, a number. */
  default Tensor rem(Number other) {
    return Numpy.remainder(self(), other);
  }

  /** The largest integer not above this divided by other. */
  default Tensor floorDivide(Tensor other) {
    return Numpy.floorDivide(self(), other);
  }

  /** The largest integer not above this divided by other, a number. */
  default Tensor floorDivide(Number other) {
    return Numpy.floorDivide(self(), other);
  }

  /** The larger, element by element. */
  default Tensor maximum(Tensor other) {
    return Numpy.maximum(self(), other);
  }

  /** The larger, element by element, a number. */
  default Tensor maximum(Number other) {
    return Numpy.maximum(self(), other);
  }

  /** The smaller, element by element. */
  default Tensor minimum(Tensor other) {
    return Numpy.minimum(self(), other);
  }

  /** The smaller, element by element, a number. */
  default Tensor minimum(Number other) {
    return Numpy.minimum(self(), other);
  }

  /** Whether this equals other, element by element. */
  default Tensor eq(Tensor other) {
    return Numpy.equal(self(), other);
  }

  /** Whether this equals other, element by element, a number. */
  default Tensor eq(Number other) {
    return Numpy.equal(self(), other);
  }

  /** Whether this differs from other, element by element. */
  default Tensor ne(Tensor other) {
    return Numpy.notEqual(self(), other);
  }

  /** Whether this differs from other, element by element, a number. */
  default Tensor ne(Number other) {
    return Numpy.notEqual(self(), other);
  }

  /** Whether this is less than other, element by element. */
  default Tensor lt(Tensor other) {
    return Numpy.less(self(), other);
  }

  /** Whether this is less than other, element by element, a number. */
  default Tensor lt(Number other) {
    return Numpy.less(self(), other);
  }

  /** Whether this is at most other, element by element. */
  default Tensor le(Tensor other) {
    return Numpy.lessEqual(self(), other);
  }

  /** Whether this is at most other, element by element, a number. */
  default Tensor le(Number other) {
    return Numpy.lessEqual(self(), other);
  }

  /** Whether this is greater than other, element by element. */
  default Tensor gt(Tensor other) {
    return Numpy.greater(self(), other);
  }

  /** Whether this is greater than other, element by element, a number. */
  default Tensor gt(Number other) {
    return Numpy.greater(self(), other);
  }

  /** Whether this is at least other, element by element. */
  default Tensor ge(Tensor other) {
    return Numpy.greaterEqual(self(), other);
  }

  /** Whether this is at least other, element by element, a number. */
  default Tensor ge(Number other) {
    return Numpy.greaterEqual(self(), other);
  }

  /** The and of bits, or of bools, element by element. */
  default Tensor and(Tensor other) {
    return Numpy.bitwiseAnd(self(), other);
  }

  /** The or of bits, or of bools, element by element. */
  default Tensor or(Tensor other) {
    return Numpy.bitwiseOr(self(), other);
  }

  /** The exclusive or of bits, or of bools, element by element. */
  default Tensor xor(Tensor other) {
    return Numpy.bitwiseXor(self(), other);
  }

  /** All bits flipped; the negation of bools. */
  default Tensor not() {
    return Numpy.bitwiseNot(self());
  }

  /** Brought into [low, high]. */
  default Tensor clip(Number low, Number high) {
    return Numpy.clip(self(), low, high);
  }

  /** Brought into [low, high]. */
  default Tensor clip(Tensor low, Tensor high) {
    return Numpy.clip(self(), low, high);
  }

  /** The nearest integer, ties to even, in this dtype. */
  default Tensor round() {
    return Numpy.round(self());
  }

  /** The nearest number with this many decimals, ties to even. */
  default Tensor round(int decimals) {
    return Numpy.round(self(), decimals);
  }

  /** The absolute value, of each element. */
  default Tensor abs() {
    return Numpy.abs(self());
  }

  /** -1, 0 or 1, of each element. */
  default Tensor sign() {
    return Numpy.sign(self());
  }

  /** This times this, of each element. */
  default Tensor square() {
    return Numpy.square(self());
  }

  /** The square root, of each element. */
  default Tensor sqrt() {
    return Numpy.sqrt(self());
  }

  /** 1 divided by this, of each element. */
  default Tensor reciprocal() {
    return Numpy.reciprocal(self());
  }

  /** e to the power of this, of each element. */
  default Tensor exp() {
    return Numpy.exp(self());
  }

  /** exp - 1, exact near 0, of each element. */
  default Tensor expm1() {
    return Numpy.expm1(self());
  }

  /** The natural logarithm, of each element. */
  default Tensor log() {
    return Numpy.log(self());
  }

  /** log(1 + this), exact near 0, of each element. */
  default Tensor log1p() {
    return Numpy.log1p(self());
  }

  /** The sine, of each element. */
  default Tensor sin() {
    return Numpy.sin(self());
  }

  /** The cosine, of each element. */
  default Tensor cos() {
    return Numpy.cos(self());
  }

  /** The tangent, of each element. */
  default Tensor tan() {
    return Numpy.tan(self());
  }

  /** The hyperbolic tangent, of each element. */
  default Tensor tanh() {
    return Numpy.tanh(self());
  }

  /** The largest integer not above, of each element. */
  default Tensor floor() {
    return Numpy.floor(self());
  }

  /** The smallest integer not below, of each element. */
  default Tensor ceil() {
    return Numpy.ceil(self());
  }
}
