package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.DotGeneral;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes members down as nodes of an expression. */
final class MemberExpression {
  private final ExpressionBuilder expression;

  MemberExpression(ExpressionBuilder expression) {
    this.expression = expression;
  }

  /**
   * The nodes of a computation's outputs.
   *
   * @param in the nodes of its operands
   * @param position what a {@link Computation.Count} counts
   */
  int[] nodes(Computation computation, int[] in, @Nullable Affine position) {
    if (computation instanceof Computation.Cipher) {
      return new Threefry(expression).encrypt(in[0], in[1], in[2], in[3]);
    }
    return new int[] {node(computation, in, position)};
  }

  private int node(Computation computation, int[] in, @Nullable Affine position) {
    return switch (computation) {
      case Computation.Copy copy -> in[0];
      case Computation.Fill fill -> expression.constant(fill.dtype(), fill.bits());
      case Computation.Apply apply -> expression.apply(apply.fn(), apply.dtype(), in);
      case Computation.Convert convert -> expression.convert(in[0], convert.dtype());
      case Computation.Bitcast bitcast -> expression.bitcast(in[0], bitcast.dtype());
      case Computation.Round round ->
          new PrecisionRounding(expression, expression.dtype(in[0]))
              .round(in[0], round.exponentBits(), round.mantissaBits());
      case Computation.Count count -> count(Objects.requireNonNull(position), count.dtype());
      case Computation.Combine combine -> combine(combine.combiner(), in[0]);
      case Computation.Fold fold -> fold(fold.combiner(), in);
      case Computation.Position choice -> position(choice.largest(), in);
      case Computation.Take take -> take(in);
      case Computation.Product product -> product(in[0], in[1]);
      case Computation.Cipher cipher -> throw new IllegalStateException("two outputs");
    };
  }

  /** Combines over the row; narrow floats are accumulated in f32. */
  private int combine(ScalarFn combiner, int argument) {
    DType dtype = expression.dtype(argument);
    DType accumulator = DotGeneral.accumulator(dtype);
    int wide = expression.convert(argument, accumulator);
    return expression.convert(expression.rowReduce(combiner, wide, accumulator), dtype);
  }

  private int fold(ScalarFn combiner, int[] in) {
    DType dtype = expression.dtype(in[0]);
    DType accumulator = DotGeneral.accumulator(dtype);
    int sum = expression.convert(in[0], accumulator);
    for (int i = 1; i < in.length; i++) {
      int next = expression.convert(in[i], accumulator);
      sum = expression.apply(combiner, accumulator, sum, next);
    }
    return expression.convert(sum, dtype);
  }

  private int position(boolean largest, int[] in) {
    ScalarFn keeps = largest ? ScalarFn.GE : ScalarFn.LE;
    int best = in[0];
    int position = expression.constant(DType.I32, 0);
    for (int i = 1; i < in.length; i++) {
      int stays = expression.apply(keeps, DType.BOOL, best, in[i]);
      int number = expression.constant(DType.I32, i);
      best = expression.apply(ScalarFn.SELECT, expression.dtype(best), stays, best, in[i]);
      position = expression.apply(ScalarFn.SELECT, DType.I32, stays, position, number);
    }
    return position;
  }

  private int take(int[] in) {
    int position = in[in.length - 1];
    DType dtype = expression.dtype(in[0]);
    int taken = expression.constant(dtype, 0);
    for (int i = 0; i < in.length - 1; i++) {
      int number = expression.constant(DType.I32, i);
      int isThis = expression.apply(ScalarFn.EQ, DType.BOOL, position, number);
      taken = expression.apply(ScalarFn.SELECT, dtype, isThis, in[i], taken);
    }
    return taken;
  }

  private int product(int lhs, int rhs) {
    DType dtype = expression.dtype(lhs);
    DType accumulator = DotGeneral.accumulator(dtype);
    int product =
        dtype == DType.BOOL
            ? expression.apply(ScalarFn.AND, dtype, lhs, rhs)
            : expression.apply(
                ScalarFn.MUL,
                accumulator,
                expression.convert(lhs, accumulator),
                expression.convert(rhs, accumulator));
    ScalarFn combiner = dtype == DType.BOOL ? ScalarFn.OR : ScalarFn.ADD;
    return expression.convert(expression.rowReduce(combiner, product, accumulator), dtype);
  }

  /** A position as integer arithmetic on the loop's indices, in the dtype asked for. */
  private int count(Affine position, DType dtype) {
    int sum = -1;
    DType integer = DType.I32; // an axis has at most 2^31 - 1 elements
    long[] multiples = position.coefficients();
    for (int d = 0; d < multiples.length; d++) {
      if (multiples[d] != 0) {
        int index = expression.index(d, integer);
        int term =
            multiples[d] == 1
                ? index
                : expression.apply(
                    ScalarFn.MUL, integer, index, expression.constant(integer, (int) multiples[d]));
        sum = sum < 0 ? term : expression.apply(ScalarFn.ADD, integer, sum, term);
      }
    }
    if (sum < 0) {
      sum = expression.constant(integer, (int) position.constant());
    } else if (position.constant() != 0) {
      int start = expression.constant(integer, (int) position.constant());
      sum = expression.apply(ScalarFn.ADD, integer, sum, start);
    }
    return expression.convert(sum, dtype);
  }
}
