package dev.covector.kernel;

import dev.covector.DType;
import java.util.List;

/**
 * What a {@link Loop} computes at each point of its iteration space: nodes in order, each naming
 * earlier nodes by their position, so that shared values are computed once and equality is linear.
 */
public record Expression(List<Node> nodes) {
  /** Copies the list. */
  public Expression {
    nodes = List.copyOf(nodes);
  }

  /** One value of the expression. */
  public sealed interface Node {
    /** The dtype of the value. */
    DType dtype();
  }

  /**
   * The element that an access of the loop reaches.
   *
   * @param access the position in {@link Loop#accesses()}
   */
  public record Load(int access, DType dtype) implements Node {}

  /**
   * A constant.
   *
   * @param bits the bits of the value in its dtype: IEEE bits for floating dtypes (the low bits for
   *     narrow ones), the two's complement value for integers, 0 or 1 for bool
   */
  public record Constant(DType dtype, long bits) implements Node {}

  /** The loop's index along one of its dimensions, converted to an integer or floating dtype. */
  public record Index(int dimension, DType dtype) implements Node {}

  /**
   * A scalar function of earlier nodes, computed as if in the dtype of its arguments and rounded to
   * {@code dtype}. f16 and bf16 arguments are computed in f32 and rounded once per node.
   *
   * @param arguments positions of earlier nodes, all of one dtype but for the predicate of a SELECT
   */
  public record Apply(ScalarFn fn, DType dtype, List<Integer> arguments) implements Node {
    /** Copies the list. */
    public Apply {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A conversion by value, as JAX's convert_element_type: float to integer truncates and saturates
   * (NaN gives 0), integer to narrower integer wraps, anything to bool compares with zero.
   */
  public record Convert(int argument, DType dtype) implements Node {}

  /** A reinterpretation of the bits as another dtype of the same size. */
  public record Bitcast(int argument, DType dtype) implements Node {}

  /**
   * An earlier per-element node combined over the loop's row (its last {@link Loop#rowRank()}
   * dimensions). The value is the same for the whole row, and is accumulated in {@code dtype} (f32
   * for narrow floats; a Convert after it narrows it again).
   *
   * @param combiner ADD, MUL, MAX, MIN, AND, OR or XOR; MAX and MIN give NaN when any element is
   *     NaN
   */
  public record RowReduce(ScalarFn combiner, int argument, DType dtype) implements Node {}
}
