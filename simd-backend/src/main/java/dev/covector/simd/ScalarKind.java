package dev.covector.simd;

import dev.covector.CovectorException;
import dev.covector.DType;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/**
 * How scalar code holds a value of a dtype: narrow floats as rounded f32, narrow integers widened
 * by their signedness, u32 and u64 as their bits.
 */
enum ScalarKind {
  INT(TypeKind.INT, ConstantDescs.CD_int, IntFunctions.class),
  LONG(TypeKind.LONG, ConstantDescs.CD_long, LongFunctions.class),
  FLOAT(TypeKind.FLOAT, ConstantDescs.CD_float, FloatFunctions.class),
  DOUBLE(TypeKind.DOUBLE, ConstantDescs.CD_double, DoubleFunctions.class);

  private final TypeKind type;
  private final ClassDesc descriptor;
  private final ClassDesc functions;

  ScalarKind(TypeKind type, ClassDesc descriptor, Class<?> functions) {
    this.type = type;
    this.descriptor = descriptor;
    this.functions = functions.describeConstable().orElseThrow();
  }

  /** The JVM's type. */
  TypeKind type() {
    return type;
  }

  /** The JVM's type. */
  ClassDesc descriptor() {
    return descriptor;
  }

  /** The class of static methods that compute on values of this kind. */
  ClassDesc functions() {
    return functions;
  }

  static ScalarKind of(DType dtype) {
    return switch (dtype) {
      case BOOL, I8, I16, I32, U8, U16, U32 -> INT;
      case I64, U64 -> LONG;
      case F16, BF16, F32 -> FLOAT;
      case F64 -> DOUBLE;
      case C64, C128, KEY, KEY_ORIGINAL ->
          throw new CovectorException(
              "simd: " + dtype + " has no scalar form in a loop; split it into its parts first");
    };
  }
}
