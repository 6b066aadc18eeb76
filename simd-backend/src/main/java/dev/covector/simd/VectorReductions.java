package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.ScalarFn;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/** Emits the reductions of a {@link VectorPass} that runs along the row. */
final class VectorReductions {
  private final PassFrame frame;
  private final PassShape shape;
  private final CodeBuilder code;
  private final VectorOps ops;
  private final ScalarPass scalars;
  private final VectorType integers;
  private final int unroll;
  private final int[][] accumulators;

  /**
   * The reductions of a pass.
   *
   * @param integers the lanes of masks
   * @param unroll how many accumulators each has
   */
  VectorReductions(
      PassFrame frame, VectorOps ops, ScalarPass scalars, VectorType integers, int unroll) {
    this.frame = frame;
    this.shape = frame.shape();
    this.code = frame.code();
    this.ops = ops;
    this.scalars = scalars;
    this.integers = integers;
    this.unroll = unroll;
    this.accumulators = new int[frame.key().body().nodes().size()][unroll];
  }

  /** Sets the accumulators to the identity. */
  void start(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    long identity = new Combiner(reduce.combiner(), reduce.dtype()).identity();
    VectorType type = VectorType.of(reduce.dtype());
    for (int copy = 0; copy < unroll; copy++) {
      if (type == null) {
        int slot = code.allocateLocal(TypeKind.INT);
        code.loadConstant((int) identity).istore(slot);
        ops.broadcastMask(integers, slot);
      } else {
        ops.species(type);
        switch (type) {
          case FLOAT -> code.loadConstant(Float.intBitsToFloat((int) identity));
          case INT -> code.loadConstant((int) identity);
          case DOUBLE -> code.loadConstant(Double.longBitsToDouble(identity));
          case LONG -> code.loadConstant(identity);
        }
        ops.broadcast(type);
      }
      accumulators[position][copy] = local();
    }
  }

  private int local() {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }

  /**
   * Combines a vector with an accumulator.
   *
   * @param value the local variable of the vector
   * @param mask the local variable of the lanes that count; -1 for all
   */
  void step(int position, int copy, int value, int mask) {
    RowReduce reduce = (RowReduce) shape.node(position);
    int accumulator = accumulators[position][copy];
    VectorType type = VectorType.of(reduce.dtype());
    code.aload(accumulator);
    if (type == null) {
      code.aload(value);
      ops.apply(reduce.combiner(), DType.BOOL);
    } else if (mask >= 0) {
      String operator = VectorOps.operator(reduce.combiner(), reduce.dtype().isUnsigned());
      ops.lanewiseMasked(type, operator, value, mask);
    } else {
      code.aload(value);
      ops.lanewise(type, VectorOps.operator(reduce.combiner(), reduce.dtype().isUnsigned()));
    }
    code.astore(accumulator);
  }

  /** Combines the accumulators with what the arguments hold. */
  void end(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    VectorType type = VectorType.of(reduce.dtype());
    String operator = VectorOps.operator(reduce.combiner(), reduce.dtype().isUnsigned());
    frame.pushState(position);
    scalars.loadState(position, reduce.dtype());
    int[] copies = accumulators[position];
    code.aload(copies[0]);
    for (int copy = 1; copy < unroll; copy++) {
      code.aload(copies[copy]);
      if (type == null) {
        ops.apply(reduce.combiner(), DType.BOOL);
      } else {
        ops.lanewise(type, operator);
      }
    }
    if (type == null) {
      boolean all = reduce.combiner() == ScalarFn.AND || reduce.combiner() == ScalarFn.MIN;
      ops.maskTest(all ? "allTrue" : "anyTrue");
    } else {
      reduceLanes(type, operator);
    }
    new ScalarOps(code).apply(reduce.combiner(), reduce.dtype(), reduce.dtype());
    scalars.toState(reduce.dtype());
    code.lastore();
  }

  /**
   * JDK 25 starts unsigned reductions from the signed identity: flip the sign bit around signed
   * ones.
   */
  private void reduceLanes(VectorType type, String operator) {
    if (!operator.startsWith("U")) {
      ops.reduceLanes(type, operator);
      return;
    }
    boolean wide = type == VectorType.LONG;
    ops.species(type);
    if (wide) {
      code.loadConstant(Long.MIN_VALUE);
    } else {
      code.loadConstant(Integer.MIN_VALUE);
    }
    ops.broadcast(type);
    ops.lanewise(type, "XOR");
    ops.reduceLanes(type, operator.substring(1));
    if (wide) {
      code.loadConstant(Long.MIN_VALUE).lxor();
    } else {
      code.loadConstant(Integer.MIN_VALUE).ixor();
    }
  }
}
