package dev.covector.simd;

import dev.covector.DType;
import java.lang.constant.ClassDesc;
import org.jspecify.annotations.Nullable;

/** The vectors that hold values of a dtype; bool is held in masks, and has none. */
enum VectorType {
  FLOAT("FloatVector", "F32", ScalarKind.FLOAT, 4),
  INT("IntVector", "I32", ScalarKind.INT, 4),
  DOUBLE("DoubleVector", "F64", ScalarKind.DOUBLE, 8),
  LONG("LongVector", "I64", ScalarKind.LONG, 8);

  private final ClassDesc descriptor;
  private final String species;
  private final ScalarKind scalar;
  private final int laneBytes;

  VectorType(String name, String species, ScalarKind scalar, int laneBytes) {
    this.descriptor = ClassDesc.of("jdk.incubator.vector." + name);
    this.species = species;
    this.scalar = scalar;
    this.laneBytes = laneBytes;
  }

  /** Such as {@code FloatVector}. */
  ClassDesc descriptor() {
    return descriptor;
  }

  /** The field of {@link Species}. */
  String species() {
    return species;
  }

  /** One lane. */
  ScalarKind scalar() {
    return scalar;
  }

  /** The size of a lane. */
  int laneBytes() {
    return laneBytes;
  }

  boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }

  /** The integer vectors with lanes of a size; masks live in their species. */
  static VectorType integers(int laneBytes) {
    return laneBytes == 4 ? INT : LONG;
  }

  /** The vectors of a dtype; null where it has none. */
  static @Nullable VectorType of(DType dtype) {
    return switch (dtype) {
      case F32 -> FLOAT;
      case I32, U32 -> INT;
      case F64 -> DOUBLE;
      case I64, U64 -> LONG;
      case BOOL, I8, I16, U8, U16, F16, BF16, C64, C128, KEY, KEY_ORIGINAL -> null;
    };
  }
}
