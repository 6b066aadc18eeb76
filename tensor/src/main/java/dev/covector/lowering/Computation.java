package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;

/** What a {@link Member} of a loop computes of its operands; dtypes are physical. */
sealed interface Computation {

  /** The operand itself. */
  record Copy() implements Computation {}

  /** A scalar, by its bits. */
  record Fill(DType dtype, long bits) implements Computation {}

  /** A scalar function. */
  record Apply(ScalarFn fn, DType dtype) implements Computation {}

  /** A conversion by value. */
  record Convert(DType dtype) implements Computation {}

  /** The same bits as another dtype. */
  record Bitcast(DType dtype) implements Computation {}

  /** The index along an axis of the output. */
  record Count(DType dtype, int axis) implements Computation {}

  /** All elements of the row combined. */
  record Combine(ScalarFn combiner) implements Computation {}

  /** The sum over the row of the product of two operands. */
  record Product() implements Computation {}

  /** Threefry-2x32 of two key words and two counter words; two outputs. */
  record Cipher() implements Computation {}
}
