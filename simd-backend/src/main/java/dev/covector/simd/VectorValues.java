package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Bitcast;
import dev.covector.kernel.Expression.Constant;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.ScalarFn;
import java.lang.classfile.CodeBuilder;

/** Emits the nodes of a vector loop that are computed from other nodes, which are in locals. */
final class VectorValues {
  private final PassShape shape;
  private final VectorOps ops;
  private final CodeBuilder code;
  private final VectorType integers;
  private final int[] vectors;

  /**
   * The values of a pass.
   *
   * @param integers the type of integers with as many lanes as the pass has
   * @param vectors the local variable of each node, filled by who emits the pass
   */
  VectorValues(
      PassShape shape, VectorOps ops, CodeBuilder code, VectorType integers, int[] vectors) {
    this.shape = shape;
    this.ops = ops;
    this.code = code;
    this.integers = integers;
    this.vectors = vectors;
  }

  /** Pushes what a function of vectors gives. */
  void apply(Apply apply) {
    DType dtype = shape.node(apply.arguments().getFirst()).dtype();
    switch (apply.fn()) {
      case SELECT -> select(apply);
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> shift(apply, dtype);
      case OR -> {
        int rotation = shape.rotation(apply);
        if (rotation < 0) {
          plain(apply, dtype);
        } else {
          int shifted = ((Apply) shape.node(apply.arguments().get(0))).arguments().getFirst();
          code.aload(vectors[shifted]);
          ops.shift(
              VectorType.of(dtype) == VectorType.LONG ? VectorType.LONG : VectorType.INT,
              "ROL",
              rotation);
        }
      }
      default -> plain(apply, dtype);
    }
  }

  private void plain(Apply apply, DType dtype) {
    apply.arguments().forEach(a -> code.aload(vectors[a]));
    ops.apply(apply.fn(), dtype);
    VectorType type = VectorType.of(dtype);
    if (apply.fn().isPredicate() && type != null && type.isFloating()) {
      ops.cast(integers);
    }
  }

  private void shift(Apply apply, DType dtype) {
    long amount = ((Constant) shape.node(apply.arguments().get(1))).bits();
    boolean tooFar = amount < 0 || amount >= dtype.bits();
    VectorType type = integers;
    code.aload(vectors[apply.arguments().getFirst()]);
    if (apply.fn() == ScalarFn.SHIFT_RIGHT_ARITHMETIC) {
      ops.shift(type, "ASHR", tooFar ? dtype.bits() - 1 : (int) amount);
    } else if (tooFar) {
      code.dup();
      ops.lanewise(type, "XOR");
    } else {
      ops.shift(type, apply.fn() == ScalarFn.SHIFT_LEFT ? "LSHL" : "LSHR", (int) amount);
    }
  }

  private void select(Apply apply) {
    int predicate = vectors[apply.arguments().get(0)];
    int onTrue = vectors[apply.arguments().get(1)];
    int otherwise = vectors[apply.arguments().get(2)];
    VectorType type = VectorType.of(apply.dtype());
    if (type == null) {
      code.aload(predicate).aload(onTrue);
      ops.apply(ScalarFn.AND, DType.BOOL);
      code.aload(predicate);
      ops.apply(ScalarFn.NOT, DType.BOOL);
      code.aload(otherwise);
      ops.apply(ScalarFn.AND, DType.BOOL);
      ops.apply(ScalarFn.OR, DType.BOOL);
      return;
    }
    code.aload(otherwise).aload(onTrue).aload(predicate);
    if (type.isFloating()) {
      ops.cast(type);
    }
    ops.blend(type);
  }

  /** Pushes a vector of another type. */
  void convert(Convert convert) {
    DType source = shape.node(convert.argument()).dtype();
    VectorType from = VectorType.of(source);
    VectorType to = VectorType.of(convert.dtype());
    if (from == null && to == null) {
      code.aload(vectors[convert.argument()]);
    } else if (to == null) {
      code.aload(vectors[convert.argument()]);
      ops.isNonZero(from);
      if (from.isFloating()) {
        ops.cast(integers);
      }
    } else if (from == null) {
      constant(to, 0);
      constant(to, 1);
      code.aload(vectors[convert.argument()]);
      if (to.isFloating()) {
        ops.cast(to);
      }
      ops.blend(to);
    } else {
      code.aload(vectors[convert.argument()]);
      if (from.isFloating() != to.isFloating()) {
        ops.convert(from, to, conversion(from, to));
      }
    }
  }

  private static String conversion(VectorType from, VectorType to) {
    return from.name().charAt(0) + "2" + to.name().charAt(0);
  }

  /** A small constant in all lanes. */
  private void constant(VectorType type, int value) {
    ops.species(type);
    switch (type) {
      case FLOAT -> code.loadConstant((float) value);
      case INT -> code.loadConstant(value);
      case DOUBLE -> code.loadConstant((double) value);
      case LONG -> code.loadConstant((long) value);
    }
    ops.broadcast(type);
  }

  /** Pushes the same bits as another type. */
  void bitcast(Bitcast bitcast) {
    VectorType from = VectorType.of(shape.node(bitcast.argument()).dtype());
    VectorType to = VectorType.of(bitcast.dtype());
    code.aload(vectors[bitcast.argument()]);
    if (from != to) {
      ops.reinterpret(from, to);
    }
  }
}
