package dev.covector.simd;

import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.ScalarFn;
import java.util.List;

/** An estimate of what a loop costs, in nanoseconds of one core. */
final class LoopCost {
  /** The cost of a simple operation. */
  static final double SIMPLE = 0.03;

  /** The cost of an element besides its operands and operations. */
  static final double TURN = 0.05;

  private LoopCost() {}

  /** The cost of one element: memory traffic, and arithmetic as a vector loop does it. */
  static double perElement(LoopKey key) {
    double cost = TURN;
    for (LoopKey.Operand operand : key.streams()) {
      cost += perElement(operand);
    }
    for (Node node : key.body().nodes()) {
      cost += perNode(node);
    }
    return cost;
  }

  /** The cost of an element of an operand. */
  static double perElement(LoopKey.Operand operand) {
    return operand.layout() == LayoutClass.STRIDED ? 1 : 0.04 * operand.dtype().byteSize();
  }

  /** The cost of one value of a node. */
  static double perNode(Node node) {
    return node instanceof Apply apply ? perCall(apply.fn()) : SIMPLE;
  }

  /** Whether no node takes more than a few instructions. */
  static boolean isLight(Expression body, List<Integer> nodes) {
    return nodes.stream()
        .allMatch(n -> !(body.nodes().get(n) instanceof Apply a) || perCall(a.fn()) < 0.5);
  }

  private static double perCall(ScalarFn fn) {
    return switch (fn) {
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND_EVEN, ROUND_AWAY, IS_FINITE, NOT -> SIMPLE;
      case POPULATION_COUNT, COUNT_LEADING_ZEROS, ADD, SUB, MUL, MAX, MIN, AND, OR, XOR -> SIMPLE;
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> SIMPLE;
      case EQ, NE, LT, LE, GT, GE, SELECT, FMA -> SIMPLE;
      case SQRT, RSQRT, DIV -> 0.3;
      case EXP, EXP2, EXPM1, LOG, LOG1P, TANH, LOGISTIC, ERF, SIN, COS -> 0.6;
      case TAN, ASIN, ACOS, ATAN, SINH, COSH, ASINH, ACOSH, ATANH, CBRT -> 2;
      case REM, POW, ATAN2, NEXT_AFTER, LOGADDEXP, ERFC, LOGIT -> 4;
      case ERF_INV, LGAMMA, DIGAMMA -> 20;
    };
  }
}
