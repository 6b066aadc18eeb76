package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scalar function on every dtype, over sizes and layouts, against the reference. */
final class ScalarFunctionsTest {
  private static final int[] SIZES = {0, 1, 15, 16, 17, 31, 100};

  static Stream<Arguments> cases() {
    return Arrays.stream(ScalarFn.values())
        .flatMap(
            fn ->
                Arrays.stream(DType.values())
                    .filter(d -> takes(fn, d))
                    .map(d -> Arguments.of(fn, d)));
  }

  /** Whether programs apply a function to a dtype. */
  static boolean takes(ScalarFn fn, DType dtype) {
    if (dtype.isKey() || dtype.isComplex()) {
      return false;
    }
    if (dtype == DType.BOOL) {
      return switch (fn) {
        case AND, OR, XOR, NOT, EQ, NE, LT, LE, GT, GE, MAX, MIN, SELECT -> true;
        default -> false;
      };
    }
    if (fn == ScalarFn.SHIFT_RIGHT_ARITHMETIC && dtype.isUnsigned()) {
      return false; // nobody asks for it: shifts of unsigned values are logical
    }
    return dtype.isFloating() ? fn.takesFloats() : fn.takesIntegers();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void contiguousOperands(ScalarFn fn, DType dtype) {
    for (int size : SIZES) {
      check(fn, dtype, new long[] {size}, size, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rowsColumnsAndScalars(ScalarFn fn, DType dtype) {
    check(fn, dtype, new long[] {5, 19}, 5 * 19, 19, 1);
    check(fn, dtype, new long[] {5, 19}, 19, 0, 1);
    check(fn, dtype, new long[] {5, 19}, 5, 1, 0);
    check(fn, dtype, new long[] {5, 19}, 1, 0, 0);
    check(fn, dtype, new long[] {19, 5}, 5 * 19, 1, 19);
    check(fn, dtype, new long[] {5, 9}, 5 * 18, 18, 2);
  }

  /** The first operand is dense, the last one has the strides. */
  private static void check(
      ScalarFn fn, DType dtype, long[] extents, long elements, long... strides) {
    int arity = fn.arity();
    long[] dense = new long[extents.length];
    long step = 1;
    for (int d = dense.length - 1; d >= 0; d--) {
      dense[d] = step;
      step *= extents[d];
    }
    List<Buffer> buffers = new ArrayList<>();
    List<Access> accesses = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    List<Integer> arguments = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      DType operand = fn == ScalarFn.SELECT && i == 0 ? DType.BOOL : dtype;
      boolean last = i == arity - 1;
      buffers.add(new Buffer(operand, last ? elements : step));
      accesses.add(new Access(i, operand, 0, last ? strides : dense));
      nodes.add(new Load(i, operand));
      arguments.add(i);
    }
    DType result = fn.isPredicate() ? DType.BOOL : dtype;
    nodes.add(new Apply(fn, result, arguments));
    buffers.add(new Buffer(result, step));
    Loop loop =
        new Loop(
            extents,
            0,
            accesses,
            new Expression(nodes),
            List.of(new Loop.Store(new Access(arity, result, 0, dense), arity)));
    new Comparison(fn + " " + dtype + " " + loop, buffers, arity, loop, ulps(fn)).check();
  }

  private static double ulps(ScalarFn fn) {
    return switch (fn) {
      case ADD, SUB, MUL, DIV, SQRT, NEG, ABS, SIGN, FLOOR, CEIL, ROUND_EVEN, ROUND_AWAY -> 0;
      case MAX, MIN, SELECT, REM, NEXT_AFTER -> 0;
      // near their zeros the reference itself cancels
      case LGAMMA, DIGAMMA, ERF_INV -> 1e6;
      default -> 4;
    };
  }
}
