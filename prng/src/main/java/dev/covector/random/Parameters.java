package dev.covector.random;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.op.Gather;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The checks and conversions that samplers make of their parameters. */
final class Parameters {
  private Parameters() {}

  /**
   * Checks that an operand is one key.
   *
   * @throws DTypeException when it is not a key
   * @throws ShapeException when it is an array of keys
   */
  static void requireKey(String op, Tensor key) {
    if (!key.dtype().isKey()) {
      boolean words = key.dtype() == DType.U32 && key.rank() > 0 && key.shape().dim(-1) == 2;
      throw new DTypeException(
          op
              + ": the key is "
              + key.type()
              + ", not a key; "
              + (words
                  ? "wrap these words with Random.wrapKeyData(words)"
                  : "make one with Random.key(seed)"));
    }
    if (key.rank() != 0) {
      throw new ShapeException(
          op
              + ": takes one key, got an array of keys "
              + key.type()
              + "; take one with Random.keyAt(keys, i), or map over them with vmap");
    }
  }

  /** Checks that a dtype is floating. */
  static void requireFloating(String op, DType dtype) {
    if (!dtype.isFloating()) {
      throw new DTypeException(
          op + ": the dtype is " + dtype + "; it must be f16, bf16, f32 or f64");
    }
  }

  /** Checks that a dtype is an integer. */
  static void requireInteger(String op, DType dtype) {
    if (!dtype.isInteger()) {
      throw new DTypeException(
          op + ": the dtype is " + dtype + "; it must be i8 to i64 or u8 to u64");
    }
  }

  /** Checks that a parameter broadcasts to the shape of the result. */
  static void requireFits(String op, String parameter, Tensor x, Shape shape) {
    if (x.rank() > shape.rank() || !Shape.broadcast(op, x.shape(), shape).equals(shape)) {
      throw new ShapeException(
          op
              + ": "
              + parameter
              + " is "
              + x.type()
              + ", which does not broadcast to the shape "
              + shape
              + " of the result");
    }
  }

  /** A number in a dtype, never weak. */
  static Tensor scalar(Number value, DType dtype) {
    return Lax.full(Shape.SCALAR, value, dtype);
  }

  /** One element along the first axis. */
  static Tensor part(Tensor x, int position) {
    return Lax.reshape(Lax.sliceInDim(x, position, position + 1, 0), x.shape().remove(0));
  }

  /** The slices at positions along an axis; {@code positions} are integers[n] in range. */
  static Tensor take(Tensor x, Tensor positions, int axis) {
    List<Integer> sizes = new ArrayList<>(Arrays.stream(x.shape().toArray()).boxed().toList());
    sizes.set(axis, 1);
    List<Integer> along = List.of(axis);
    Gather gather = new Gather(0, along, sizes, along);
    Tensor places = Lax.reshape(positions, Shape.of(positions.shape().dim(0), 1));
    return Lax.moveAxis(Trace.bind(gather, x, places), 0, axis);
  }

  /** A tensor repeated to a shape by NumPy's rule: axes are aligned at the end. */
  static Tensor stretch(Tensor x, Shape shape) {
    int shift = shape.rank() - x.rank();
    return x.shape().equals(shape)
        ? x
        : Lax.broadcastInDim(x, shape, IntStream.range(shift, shape.rank()).toArray());
  }
}
