package dev.covector.laws;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A row of the table of operations.
 *
 * @param op for a size
 * @param operands for a size
 * @param sizes at which the operation is defined
 * @param derivative what is known of it
 */
record OpCase(
    IntFunction<Op> op, List<Sample> operands, List<Integer> sizes, Derivative derivative) {
  static final List<Integer> ANY_SIZE = List.of(0, 1, 3);
  static final List<Integer> NOT_EMPTY = List.of(1, 3);

  /** How a derivative is checked. */
  enum Derivative {
    /** Against finite differences, and the transpose against it. */
    SMOOTH,
    /** The transpose against forward mode only, since values are rounded. */
    LINEAR,
    /** There is none, or it is not that of the values. */
    NONE
  }

  /** Draws an operand for a size. */
  interface Sample {
    Tensor draw(int size, RandomGenerator random);
  }

  static OpCase of(Op op, Sample... operands) {
    return new OpCase(n -> op, List.of(operands), ANY_SIZE, Derivative.SMOOTH);
  }

  static OpCase of(IntFunction<Op> op, Sample... operands) {
    return new OpCase(op, List.of(operands), ANY_SIZE, Derivative.SMOOTH);
  }

  OpCase derivative(Derivative kind) {
    return new OpCase(op, operands, sizes, kind);
  }

  OpCase notEmpty() {
    return new OpCase(op, operands, NOT_EMPTY, derivative);
  }

  /** The operands of one example. */
  List<Tensor> draw(int size, int example) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(100L * size + example);
    List<Tensor> drawn = new ArrayList<>();
    operands.forEach(operand -> drawn.add(operand.draw(size, random)));
    return drawn;
  }

  /** f64 values between bounds; -1 stands for the size. */
  static Sample floats(double low, double high, int... shape) {
    return (size, random) -> {
      Shape concrete = shape(size, shape);
      double[] data = new double[(int) concrete.size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = random.nextDouble(low, high);
      }
      return Lax.reshape(Tensor.of(data, DType.F64), concrete);
    };
  }

  /** Integers from low to before high; -1 stands for the size. */
  static Sample integers(DType dtype, int low, int high, int... shape) {
    return (size, random) -> {
      Shape concrete = shape(size, shape);
      long[] data = new long[(int) concrete.size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = random.nextInt(low, high);
      }
      return Lax.reshape(Tensor.of(data, dtype), concrete);
    };
  }

  static Sample bools(int... shape) {
    return (size, random) -> {
      Tensor bits = integers(DType.I32, 0, 2, shape).draw(size, random);
      return Lax.convert(bits, DType.BOOL);
    };
  }

  private static Shape shape(int size, int... shape) {
    return Shape.of(Arrays.stream(shape).map(n -> n < 0 ? size : n).toArray());
  }
}
