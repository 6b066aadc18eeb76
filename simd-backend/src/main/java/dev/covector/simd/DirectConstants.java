package dev.covector.simd;

import jdk.incubator.vector.VectorOperators;

/**
 * What direct calls pass besides vectors: classes, and what uncompiled code does; constants to C2.
 * Generated code names the fields. An operator's field has its name in {@code VectorOperators}, a
 * species' the name in {@link Species}.
 */
final class DirectConstants {
  static final Class<?> VECTOR_F32 = Species.F32.vectorType();
  static final Class<?> VECTOR_I32 = Species.I32.vectorType();
  static final Class<?> VECTOR_F64 = Species.F64.vectorType();
  static final Class<?> VECTOR_I64 = Species.I64.vectorType();
  static final Class<?> MASK_F32 = Species.F32.maskAll(true).getClass();
  static final Class<?> MASK_I32 = Species.I32.maskAll(true).getClass();
  static final Class<?> MASK_F64 = Species.F64.maskAll(true).getClass();
  static final Class<?> MASK_I64 = Species.I64.maskAll(true).getClass();
  static final Object F32 = DirectImplementation.of(Species.F32);
  static final Object I32 = DirectImplementation.of(Species.I32);
  static final Object F64 = DirectImplementation.of(Species.F64);
  static final Object I64 = DirectImplementation.of(Species.I64);
  static final Object MASKS_F32 = DirectImplementation.of(new DirectFallbacks.MaskOf(Species.F32));
  static final Object MASKS_I32 = DirectImplementation.of(new DirectFallbacks.MaskOf(Species.I32));
  static final Object MASKS_F64 = DirectImplementation.of(new DirectFallbacks.MaskOf(Species.F64));
  static final Object MASKS_I64 = DirectImplementation.of(new DirectFallbacks.MaskOf(Species.I64));
  static final Object NONE = DirectImplementation.of(null);
  static final Object ALL_TRUE = DirectImplementation.of(Boolean.TRUE);
  static final Object ANY_TRUE = DirectImplementation.of(Boolean.FALSE);
  static final Object NEG = DirectImplementation.of(VectorOperators.NEG);
  static final Object ABS = DirectImplementation.of(VectorOperators.ABS);
  static final Object SQRT = DirectImplementation.of(VectorOperators.SQRT);
  static final Object ADD = DirectImplementation.of(VectorOperators.ADD);
  static final Object SUB = DirectImplementation.of(VectorOperators.SUB);
  static final Object MUL = DirectImplementation.of(VectorOperators.MUL);
  static final Object DIV = DirectImplementation.of(VectorOperators.DIV);
  static final Object MIN = DirectImplementation.of(VectorOperators.MIN);
  static final Object MAX = DirectImplementation.of(VectorOperators.MAX);
  static final Object UMIN = DirectImplementation.of(VectorOperators.UMIN);
  static final Object UMAX = DirectImplementation.of(VectorOperators.UMAX);
  static final Object AND = DirectImplementation.of(VectorOperators.AND);
  static final Object OR = DirectImplementation.of(VectorOperators.OR);
  static final Object XOR = DirectImplementation.of(VectorOperators.XOR);
  static final Object FMA = DirectImplementation.of(VectorOperators.FMA);
  static final Object LSHL = DirectImplementation.of(VectorOperators.LSHL);
  static final Object ASHR = DirectImplementation.of(VectorOperators.ASHR);
  static final Object LSHR = DirectImplementation.of(VectorOperators.LSHR);
  static final Object ROL = DirectImplementation.of(VectorOperators.ROL);
  static final Object EQ = DirectImplementation.of(VectorOperators.EQ);
  static final Object NE = DirectImplementation.of(VectorOperators.NE);
  static final Object LT = DirectImplementation.of(VectorOperators.LT);
  static final Object LE = DirectImplementation.of(VectorOperators.LE);
  static final Object GT = DirectImplementation.of(VectorOperators.GT);
  static final Object GE = DirectImplementation.of(VectorOperators.GE);
  static final Object ULT = DirectImplementation.of(VectorOperators.ULT);
  static final Object ULE = DirectImplementation.of(VectorOperators.ULE);
  static final Object UGT = DirectImplementation.of(VectorOperators.UGT);
  static final Object UGE = DirectImplementation.of(VectorOperators.UGE);
  static final Object F2I = DirectImplementation.of(VectorOperators.F2I);
  static final Object I2F = DirectImplementation.of(VectorOperators.I2F);
  static final Object D2L = DirectImplementation.of(VectorOperators.D2L);
  static final Object L2D = DirectImplementation.of(VectorOperators.L2D);
  static final Object REINTERPRET_F2I = DirectImplementation.of(VectorOperators.REINTERPRET_F2I);
  static final Object REINTERPRET_I2F = DirectImplementation.of(VectorOperators.REINTERPRET_I2F);
  static final Object REINTERPRET_D2L = DirectImplementation.of(VectorOperators.REINTERPRET_D2L);
  static final Object REINTERPRET_L2D = DirectImplementation.of(VectorOperators.REINTERPRET_L2D);

  private DirectConstants() {}
}
