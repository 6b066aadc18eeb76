package dev.covector.op;

import dev.covector.TensorType;
import java.util.List;
import java.util.Set;

/**
 * An operation: a record whose components are its static parameters, so that equality gives common
 * subexpressions and cache keys, with its rules beside it.
 */
public sealed interface Op
    permits UnaryElementwise,
        BinaryElementwise,
        Select,
        Conversion,
        ReducePrecision,
        StopGradient,
        Reduction,
        Movement,
        Creation,
        Indexing,
        ArgReduction,
        CumulativeOp,
        WindowOp,
        SortOp,
        MatrixOp,
        Contraction,
        RandomOp,
        ComplexOp,
        Collective,
        Callback,
        HigherOrder,
        CustomOp {

  /** The name in messages and printed programs. */
  default String name() {
    return OpName.of(getClass());
  }

  /**
   * The types of the results.
   *
   * @throws dev.covector.CovectorException naming the types that do not fit
   */
  List<TensorType> outputTypes(List<TensorType> in);

  /** Forward mode: binds operations on primals and tangents, computes no numbers. */
  List<Dual> jvp(List<Dual> in);

  /** The same operation on operands some of which have a mapped axis 0. */
  List<Batched> batch(BatchAxis axis, List<Batched> in);

  /** The named axes that it, or a graph it holds, works across. */
  default Set<String> axisNames() {
    return Set.of();
  }

  /** What it does beside computing its outputs. */
  default Set<Effect> effects() {
    return Set.of();
  }
}
