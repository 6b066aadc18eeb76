package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import java.util.EnumSet;
import java.util.Set;

/** What a {@link Member} of a loop computes of its operands; dtypes are physical. */
sealed interface Computation {

  /** How many operations it counts as in a loop. */
  default int cost() {
    return switch (this) {
      case Copy c -> 0;
      case Fill f -> 0;
      case Count c -> 2;
      case Product p -> 2;
      case Round r -> 10;
      case Cipher c -> 20; // more than that, but not worth storing its bits
      case Apply a -> 1;
      case Convert c -> 1;
      case Bitcast b -> 1;
      case Combine c -> 1;
      case Fold f -> f.count();
      case Position p -> 3 * p.count();
      case Take t -> 2 * t.count();
    };
  }

  /** Whether it combines the elements of a row. */
  default boolean isRowReduction() {
    return this instanceof Combine || this instanceof Product;
  }

  /** Whether it may be repeated rather than stored: a machine instruction or so. */
  default boolean isCheap() {
    return switch (this) {
      case Copy c -> true;
      case Fill f -> true;
      case Count c -> true;
      case Convert c -> true;
      case Bitcast b -> true;
      case Product p -> false;
      case Round r -> false;
      case Cipher c -> false;
      case Combine c -> false;
      case Fold f -> false;
      case Position p -> false;
      case Take t -> false;
      case Apply a -> CHEAP.contains(a.fn());
    };
  }

  /** Functions of about one instruction. */
  Set<ScalarFn> CHEAP =
      EnumSet.of(
          ScalarFn.NEG,
          ScalarFn.ABS,
          ScalarFn.ADD,
          ScalarFn.SUB,
          ScalarFn.MUL,
          ScalarFn.MAX,
          ScalarFn.MIN,
          ScalarFn.AND,
          ScalarFn.OR,
          ScalarFn.XOR,
          ScalarFn.NOT,
          ScalarFn.SHIFT_LEFT,
          ScalarFn.SHIFT_RIGHT_ARITHMETIC,
          ScalarFn.SHIFT_RIGHT_LOGICAL,
          ScalarFn.EQ,
          ScalarFn.NE,
          ScalarFn.LT,
          ScalarFn.LE,
          ScalarFn.GT,
          ScalarFn.GE,
          ScalarFn.SELECT);

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

  /** A float rounded to a smaller format. */
  record Round(int exponentBits, int mantissaBits) implements Computation {}

  /** The index along an axis of the output. */
  record Count(DType dtype, int axis) implements Computation {}

  /** All elements of the row combined. */
  record Combine(ScalarFn combiner) implements Computation {}

  /** All operands combined, one after the other. */
  record Fold(ScalarFn combiner, int count) implements Computation {}

  /** The number of the largest or smallest operand, the first on ties. */
  record Position(boolean largest, int count) implements Computation {}

  /** Of the first operands the one whose number the last operand is, or 0. */
  record Take(int count) implements Computation {}

  /** The sum over the row of the product of two operands. */
  record Product() implements Computation {}

  /** Threefry-2x32 of two key words and two counter words; two outputs. */
  record Cipher() implements Computation {}
}
