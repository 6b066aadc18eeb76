package dev.covector.simd;

import dev.covector.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Emits conversions by value and by bits of a scalar on the operand stack. */
final class ScalarConversions {
  private static final ClassDesc NARROW = NarrowFloat.class.describeConstable().orElseThrow();
  private static final ClassDesc CONVERSIONS = Conversions.class.describeConstable().orElseThrow();
  private static final ClassDesc CD_FLOAT = Float.class.describeConstable().orElseThrow();
  private static final ClassDesc CD_DOUBLE = Double.class.describeConstable().orElseThrow();
  private static final ClassDesc CD_INTEGER = Integer.class.describeConstable().orElseThrow();

  private final CodeBuilder code;
  private final ScalarOps ops;

  ScalarConversions(CodeBuilder code) {
    this.code = code;
    this.ops = new ScalarOps(code);
  }

  /** Converts by value. */
  void convert(DType from, DType to) {
    if (from == to) {
      return;
    }
    switch (to) {
      case BOOL ->
          code.invokestatic(
              CONVERSIONS, "toBool", ScalarOps.type(ScalarKind.INT, ScalarKind.of(from), 1));
      case F16, BF16, F32 -> toFloat(from);
      case F64 -> toDouble(from);
      case I64, U64 -> toLong(from, to);
      case I8, I16, I32, U8, U16, U32 -> toInt(from, to);
      case C64, C128, KEY, KEY_ORIGINAL -> ScalarKind.of(to);
    }
    ops.narrow(to);
  }

  private void toFloat(DType from) {
    switch (ScalarKind.of(from)) {
      case INT -> {
        if (from == DType.U32) {
          unsignedToLong();
          code.l2f();
        } else {
          code.i2f();
        }
      }
      case LONG -> {
        if (from == DType.U64) {
          code.invokestatic(
              CONVERSIONS, "floatFromU64", ScalarOps.type(ScalarKind.FLOAT, ScalarKind.LONG, 1));
        } else {
          code.l2f();
        }
      }
      case FLOAT -> {}
      case DOUBLE -> code.d2f();
    }
  }

  private void toDouble(DType from) {
    switch (ScalarKind.of(from)) {
      case INT -> {
        if (from == DType.U32) {
          unsignedToLong();
          code.l2d();
        } else {
          code.i2d();
        }
      }
      case LONG -> {
        if (from == DType.U64) {
          code.invokestatic(
              CONVERSIONS, "fromU64", ScalarOps.type(ScalarKind.DOUBLE, ScalarKind.LONG, 1));
        } else {
          code.l2d();
        }
      }
      case FLOAT -> code.f2d();
      case DOUBLE -> {}
    }
  }

  private void toLong(DType from, DType to) {
    switch (ScalarKind.of(from)) {
      case INT -> {
        if (from == DType.U32) {
          unsignedToLong();
        } else {
          code.i2l();
        }
      }
      case LONG -> {}
      case FLOAT -> {
        code.f2d();
        doubleToLong(to);
      }
      case DOUBLE -> doubleToLong(to);
    }
  }

  private void doubleToLong(DType to) {
    if (to == DType.U64) {
      code.invokestatic(
          CONVERSIONS, "toU64", ScalarOps.type(ScalarKind.LONG, ScalarKind.DOUBLE, 1));
    } else {
      code.d2l();
    }
  }

  private void toInt(DType from, DType to) {
    switch (ScalarKind.of(from)) {
      case INT -> {}
      case LONG -> code.l2i();
      case FLOAT -> {
        code.f2d();
        saturate(to);
      }
      case DOUBLE -> saturate(to);
    }
  }

  private void saturate(DType to) {
    if (to == DType.I32) {
      code.d2i();
      return;
    }
    code.loadConstant(to.isUnsigned() ? 0.0 : -Math.scalb(1.0, to.bits() - 1));
    code.loadConstant(Math.scalb(1.0, to.isUnsigned() ? to.bits() : to.bits() - 1) - 1);
    code.invokestatic(
        CONVERSIONS, "saturate", ScalarOps.type(ScalarKind.INT, ScalarKind.DOUBLE, 3));
  }

  private void unsignedToLong() {
    code.invokestatic(
        CD_INTEGER, "toUnsignedLong", ScalarOps.type(ScalarKind.LONG, ScalarKind.INT, 1));
  }

  /** Reinterprets the bits as a dtype of the same size. */
  void bitcast(DType from, DType to) {
    if (ScalarKind.of(from) != ScalarKind.of(to) || from.isFloating() || to.isFloating()) {
      bits(from);
      fromBits(to);
    }
    ops.narrow(to);
  }

  /** The bits of a value, in an int or a long. */
  void bits(DType from) {
    switch (from) {
      case F16 ->
          code.invokestatic(NARROW, "toF16", ScalarOps.type(ScalarKind.INT, ScalarKind.FLOAT, 1));
      case BF16 ->
          code.invokestatic(NARROW, "toBF16", ScalarOps.type(ScalarKind.INT, ScalarKind.FLOAT, 1));
      case F32 ->
          code.invokestatic(
              CD_FLOAT,
              "floatToRawIntBits",
              MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float));
      case F64 ->
          code.invokestatic(
              CD_DOUBLE,
              "doubleToRawLongBits",
              MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL -> {}
    }
  }

  /** The value of bits in an int or a long. */
  void fromBits(DType to) {
    switch (to) {
      case F16 ->
          code.invokestatic(
              NARROW, "fromF16Bits", ScalarOps.type(ScalarKind.FLOAT, ScalarKind.INT, 1));
      case BF16 ->
          code.invokestatic(
              NARROW, "fromBF16Bits", ScalarOps.type(ScalarKind.FLOAT, ScalarKind.INT, 1));
      case F32 ->
          code.invokestatic(
              CD_FLOAT, "intBitsToFloat", ScalarOps.type(ScalarKind.FLOAT, ScalarKind.INT, 1));
      case F64 ->
          code.invokestatic(
              CD_DOUBLE, "longBitsToDouble", ScalarOps.type(ScalarKind.DOUBLE, ScalarKind.LONG, 1));
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128, KEY, KEY_ORIGINAL -> {}
    }
  }
}
