package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Bitcast;
import dev.covector.kernel.Expression.Constant;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.ScalarFn;
import java.util.TreeSet;

/** Decides whether a pass has a vector form: lanes of one size, and operators for all nodes. */
final class VectorSupport {
  private VectorSupport() {}

  /** The size of the lanes in bytes; 0 when the pass has no vector form. */
  static int laneBytes(PassShape shape) {
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int position : shape.operands()) {
      DType dtype = shape.node(position).dtype();
      VectorType type = VectorType.of(dtype);
      if (type == null && dtype != DType.BOOL) {
        return 0;
      }
      if (type != null) {
        sizes.add(type.laneBytes());
      }
    }
    if (sizes.size() > 1
        || !shape.variants().stream()
            .allMatch(p -> shape.reloaded(p) >= 0 || supports(shape, shape.node(p)))
        || !shape.pass().reduces().stream().allMatch(p -> supportsReduce(shape, p))
        || !shape.pass().stores().stream().allMatch(s -> supportsStore(shape, s))) {
      return 0;
    }
    return sizes.isEmpty() ? 4 : sizes.first();
  }

  private static boolean supports(PassShape shape, Node node) {
    return switch (node) {
      case Load load -> isContiguous(shape, load.access());
      case Constant constant -> true;
      case Index index ->
          isContiguous(shape, shape.key().iotas().get(index.dimension()))
              && index.dtype() != DType.BOOL;
      case Apply apply -> supports(shape, apply);
      case Convert convert ->
          supportsConvert(shape.node(convert.argument()).dtype(), convert.dtype());
      case Bitcast bitcast ->
          bitcast.dtype() != DType.BOOL && shape.node(bitcast.argument()).dtype() != DType.BOOL;
      case RowReduce reduce -> reduce.dtype() != DType.BOOL;
    };
  }

  private static boolean supports(PassShape shape, Apply apply) {
    DType dtype = shape.node(apply.arguments().getFirst()).dtype();
    return switch (apply.fn()) {
      case SELECT -> true;
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
          VectorOps.supports(apply.fn(), dtype)
              && shape.node(apply.arguments().get(1)) instanceof Constant;
      default -> VectorOps.supports(apply.fn(), dtype);
    };
  }

  /**
   * 64-bit lanes convert between integers and floats only where AVX-512 is; see {@link Species}.
   */
  private static boolean supportsConvert(DType from, DType to) {
    boolean floats = from.isFloating() != to.isFloating();
    boolean bools = from == DType.BOOL || to == DType.BOOL;
    if (!floats || bools) {
      return true;
    }
    return !from.isUnsigned() && !to.isUnsigned() && (to.byteSize() == 4 || VectorWidth.hasMasks());
  }

  private static boolean supportsReduce(PassShape shape, int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    if (shape.node(reduce.argument()).dtype() != reduce.dtype()) {
      return false;
    }
    if (reduce.dtype() == DType.BOOL) {
      return !shape.key().column()
          && (reduce.combiner() == ScalarFn.AND
              || reduce.combiner() == ScalarFn.OR
              || reduce.combiner() == ScalarFn.MAX
              || reduce.combiner() == ScalarFn.MIN);
    }
    return true;
  }

  private static boolean supportsStore(PassShape shape, LoopKey.Target store) {
    return isContiguous(shape, store.stream());
  }

  private static boolean isContiguous(PassShape shape, int stream) {
    LoopKey.Operand operand = shape.key().streams().get(stream);
    return operand.layout() == LayoutClass.CONTIGUOUS && operand.dynamic().isEmpty();
  }
}
