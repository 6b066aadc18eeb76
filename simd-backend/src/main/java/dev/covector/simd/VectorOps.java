package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** Emits calls of the Vector API; class names only, nothing of it is linked here. */
final class VectorOps {
  static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
  private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
  private static final ClassDesc BYTES = ClassDesc.of("jdk.incubator.vector.ByteVector");
  private static final ClassDesc VECTOR_SPECIES =
      ClassDesc.of("jdk.incubator.vector.VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");
  private static final ClassDesc SPECIES = ClassDesc.of("dev.covector.simd.Species");
  private static final ClassDesc MEMORY = ClassDesc.of("dev.covector.simd.Memory");
  private static final ClassDesc SEGMENT = MemorySegment.class.describeConstable().orElseThrow();
  private static final ClassDesc ORDER = ByteOrder.class.describeConstable().orElseThrow();

  private final CodeBuilder code;

  VectorOps(CodeBuilder code) {
    this.code = code;
  }

  /** Whether a function of vectors of a dtype can be emitted; SELECT is the caller's. */
  static boolean supports(ScalarFn fn, DType dtype) {
    VectorType type = VectorType.of(dtype);
    if (type == null) {
      return dtype == DType.BOOL && supportsMasks(fn);
    }
    return type.isFloating() ? supportsFloats(fn, type) : supportsIntegers(fn);
  }

  private static boolean supportsMasks(ScalarFn fn) {
    return switch (fn) {
      case AND, OR, XOR, NOT, EQ, NE, MAX, MIN, MUL, ADD, SELECT -> true;
      default -> false;
    };
  }

  private static boolean supportsFloats(ScalarFn fn, VectorType type) {
    return switch (fn) {
      case NEG, ABS, SQRT, ADD, SUB, MUL, DIV, FMA, MAX, MIN, IS_FINITE, SELECT -> true;
      case EQ, NE, LT, LE, GT, GE -> true;
      default -> MathFunctions.has(fn, type == VectorType.DOUBLE) || MathFunctions.hasLanes(fn);
    };
  }

  private static boolean supportsIntegers(ScalarFn fn) {
    return switch (fn) {
      case NEG, ABS, NOT, ADD, SUB, MUL, MAX, MIN, AND, OR, XOR, SELECT -> true;
      case EQ, NE, LT, LE, GT, GE -> true;
      // shifts by a constant: the caller checks
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> true;
      default -> false;
    };
  }

  /** Applies a function to vectors on the stack; predicates leave a mask of the lanes' species. */
  void apply(ScalarFn fn, DType dtype) {
    VectorType type = VectorType.of(dtype);
    if (type == null) {
      mask(fn);
      return;
    }
    boolean unsigned = dtype.isUnsigned();
    switch (fn) {
      case NEG -> unary(type, "neg");
      case ABS -> {
        if (!unsigned) {
          unary(type, "abs");
        }
      }
      case NOT -> unary(type, "not");
      case SQRT -> unary(type, "sqrt");
      case FMA -> fma(type);
      case ADD, SUB, MUL, DIV, AND, OR, XOR, MAX, MIN -> lanewise(type, operator(fn, unsigned));
      case EQ, NE, LT, LE, GT, GE -> compare(type, comparison(fn, unsigned));
      case IS_FINITE -> isFinite(type);
      default -> MathFunctions.emit(code, fn, type == VectorType.DOUBLE, type.descriptor());
    }
  }

  /** The name of the operator of a combining function. */
  static String operator(ScalarFn fn, boolean unsigned) {
    return unsigned && (fn == ScalarFn.MAX || fn == ScalarFn.MIN) ? "U" + fn.name() : fn.name();
  }

  private static String comparison(ScalarFn fn, boolean unsigned) {
    return unsigned && fn != ScalarFn.EQ && fn != ScalarFn.NE ? "U" + fn.name() : fn.name();
  }

  private void mask(ScalarFn fn) {
    String name =
        switch (fn) {
          case AND, MIN, MUL -> "and";
          case OR, MAX, ADD -> "or";
          case XOR, NE -> "xor";
          case EQ -> "eq";
          default -> "not";
        };
    code.invokevirtual(
        MASK, name, fn.arity() == 1 ? MethodTypeDesc.of(MASK) : MethodTypeDesc.of(MASK, MASK));
  }

  void unary(VectorType type, String name) {
    code.invokevirtual(type.descriptor(), name, MethodTypeDesc.of(type.descriptor()));
  }

  /** A binary operator on two vectors. */
  void lanewise(VectorType type, String operator) {
    String kind = operator.equals("SUB") || operator.equals("DIV") ? "Binary" : "Associative";
    code.getstatic(OPERATORS, operator, operatorClass(kind)).swap();
    code.invokevirtual(
        type.descriptor(),
        "lanewise",
        MethodTypeDesc.of(type.descriptor(), operatorClass("Binary"), VECTOR));
  }

  /** A combining operator in the lanes of a mask on the top of the stack. */
  void lanewiseMasked(VectorType type, String operator, int value, int mask) {
    code.getstatic(OPERATORS, operator, operatorClass("Associative")).aload(value).aload(mask);
    code.invokevirtual(
        type.descriptor(),
        "lanewise",
        MethodTypeDesc.of(type.descriptor(), operatorClass("Binary"), VECTOR, MASK));
  }

  /** {@code x, y, z -> x * y + z}. */
  void fma(VectorType type) {
    code.invokevirtual(
        type.descriptor(), "fma", MethodTypeDesc.of(type.descriptor(), VECTOR, VECTOR));
  }

  /** A shift or rotation by a constant. */
  void shift(VectorType type, String operator, int amount) {
    code.getstatic(OPERATORS, operator, operatorClass("Binary"));
    if (type == VectorType.LONG) {
      code.loadConstant((long) amount);
    } else {
      code.loadConstant(amount);
    }
    code.invokevirtual(
        type.descriptor(),
        "lanewise",
        MethodTypeDesc.of(type.descriptor(), operatorClass("Binary"), type.scalar().descriptor()));
  }

  private void compare(VectorType type, String comparison) {
    code.getstatic(OPERATORS, comparison, operatorClass("Comparison")).swap();
    code.invokevirtual(
        type.descriptor(), "compare", MethodTypeDesc.of(MASK, operatorClass("Comparison"), VECTOR));
  }

  /** Smaller than infinity without its sign, which a NaN is not. */
  private void isFinite(VectorType type) {
    unary(type, "abs");
    code.getstatic(OPERATORS, "LT", operatorClass("Comparison"));
    if (type == VectorType.FLOAT) {
      code.loadConstant(Float.POSITIVE_INFINITY);
    } else {
      code.loadConstant(Double.POSITIVE_INFINITY);
    }
    compareWithScalar(type);
  }

  /** Compares the vector on the stack with zero. */
  void isNonZero(VectorType type) {
    code.getstatic(OPERATORS, "NE", operatorClass("Comparison"));
    code.loadConstant(0);
    switch (type) {
      case FLOAT -> code.i2f();
      case DOUBLE -> code.i2d();
      case LONG -> code.i2l();
      case INT -> {}
    }
    compareWithScalar(type);
  }

  private void compareWithScalar(VectorType type) {
    code.invokevirtual(
        type.descriptor(),
        "compare",
        MethodTypeDesc.of(MASK, operatorClass("Comparison"), type.scalar().descriptor()));
  }

  /** {@code otherwise, onTrue, mask -> blended}. */
  void blend(VectorType type) {
    code.invokevirtual(
        type.descriptor(), "blend", MethodTypeDesc.of(type.descriptor(), VECTOR, MASK));
  }

  /** The scalar in a local variable in all lanes. */
  void broadcast(VectorType type, int slot) {
    species(type);
    code.loadLocal(type.scalar().type(), slot);
    broadcast(type);
  }

  /** {@code species, scalar -> vector}. */
  void broadcast(VectorType type) {
    code.invokestatic(
        type.descriptor(),
        "broadcast",
        MethodTypeDesc.of(type.descriptor(), VECTOR_SPECIES, type.scalar().descriptor()));
  }

  /** The bool in a local variable in all lanes. */
  void broadcastMask(VectorType integers, int slot) {
    species(integers);
    code.iload(slot)
        .invokeinterface(
            VECTOR_SPECIES, "maskAll", MethodTypeDesc.of(MASK, ConstantDescs.CD_boolean));
  }

  void species(VectorType type) {
    code.getstatic(SPECIES, type.species(), VECTOR_SPECIES);
  }

  /** The constant 0, 1, 2, ... of {@link Species}. */
  void iota(VectorType type) {
    code.getstatic(SPECIES, "IOTA_" + type.species(), type.descriptor());
  }

  /** Brings a mask to the species of other vectors with lanes of the same size. */
  void cast(VectorType type) {
    species(type);
    code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, VECTOR_SPECIES));
  }

  /** {@code mask of the lanes from (long) up to (long)}. */
  void indexInRange(VectorType type, int from, int to) {
    species(type);
    code.lload(from)
        .lload(to)
        .invokeinterface(
            VECTOR_SPECIES,
            "indexInRange",
            MethodTypeDesc.of(MASK, ConstantDescs.CD_long, ConstantDescs.CD_long));
  }

  /** Whether masks of so many lanes are loaded and stored as vectors of bytes. */
  static boolean hasBytes(int lanes) {
    return lanes >= 8;
  }

  /** Loads a mask from bools at the address that a task pushes; {@code mask} may be -1. */
  void loadBools(VectorType integers, int lanes, Runnable address, int mask) {
    bytes(lanes);
    code.getstatic(MEMORY, "ALL", SEGMENT);
    address.run();
    order();
    MethodTypeDesc plain =
        MethodTypeDesc.of(BYTES, VECTOR_SPECIES, SEGMENT, ConstantDescs.CD_long, ORDER);
    code.invokestatic(BYTES, "fromMemorySegment", withByteMask(plain, lanes, mask));
    code.getstatic(OPERATORS, "NE", operatorClass("Comparison")).iconst_0();
    code.invokevirtual(
        BYTES,
        "compare",
        MethodTypeDesc.of(MASK, operatorClass("Comparison"), ConstantDescs.CD_byte));
    cast(integers);
  }

  /** Stores the mask on the stack as bools. */
  void storeBools(int lanes, Runnable address, int mask) {
    bytes(lanes);
    code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, VECTOR_SPECIES));
    bytes(lanes);
    code.invokestatic(BYTES, "zero", MethodTypeDesc.of(BYTES, VECTOR_SPECIES)).swap();
    code.iconst_1().swap();
    code.invokevirtual(BYTES, "blend", MethodTypeDesc.of(BYTES, ConstantDescs.CD_byte, MASK));
    code.getstatic(MEMORY, "ALL", SEGMENT);
    address.run();
    order();
    MethodTypeDesc plain =
        MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER);
    code.invokevirtual(BYTES, "intoMemorySegment", withByteMask(plain, lanes, mask));
  }

  private void bytes(int lanes) {
    code.getstatic(SPECIES, "BYTES_" + lanes, VECTOR_SPECIES);
  }

  private MethodTypeDesc withByteMask(MethodTypeDesc plain, int lanes, int mask) {
    MethodTypeDesc type = withMask(plain, mask);
    if (mask >= 0) {
      bytes(lanes);
      code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, VECTOR_SPECIES));
    }
    return type;
  }

  /** {@code bits (long) -> mask}. */
  void maskFromBits(VectorType integers) {
    int bits = code.allocateLocal(TypeKind.LONG);
    code.lstore(bits);
    species(integers);
    code.lload(bits);
    code.invokestatic(
        MASK, "fromLong", MethodTypeDesc.of(MASK, VECTOR_SPECIES, ConstantDescs.CD_long));
  }

  /** {@code mask -> bits (long)}. */
  void maskBits() {
    code.invokevirtual(MASK, "toLong", MethodTypeDesc.of(ConstantDescs.CD_long));
  }

  /** {@code mask -> bool} by {@code anyTrue} or {@code allTrue}. */
  void maskTest(String name) {
    code.invokevirtual(MASK, name, MethodTypeDesc.of(ConstantDescs.CD_boolean));
  }

  /** Loads from the address that a task pushes; {@code mask} is a local variable, or -1. */
  void load(VectorType type, Runnable address, int mask) {
    species(type);
    code.getstatic(MEMORY, "ALL", SEGMENT);
    address.run();
    order();
    MethodTypeDesc plain =
        MethodTypeDesc.of(type.descriptor(), VECTOR_SPECIES, SEGMENT, ConstantDescs.CD_long, ORDER);
    code.invokestatic(type.descriptor(), "fromMemorySegment", withMask(plain, mask));
  }

  /** Stores the vector on the stack. */
  void store(VectorType type, Runnable address, int mask) {
    code.getstatic(MEMORY, "ALL", SEGMENT);
    address.run();
    order();
    MethodTypeDesc plain =
        MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER);
    code.invokevirtual(type.descriptor(), "intoMemorySegment", withMask(plain, mask));
  }

  private MethodTypeDesc withMask(MethodTypeDesc plain, int mask) {
    if (mask < 0) {
      return plain;
    }
    code.aload(mask);
    return plain.insertParameterTypes(plain.parameterCount(), MASK);
  }

  private void order() {
    code.invokestatic(ORDER, "nativeOrder", MethodTypeDesc.of(ORDER));
  }

  /** {@code vector -> scalar}. */
  void reduceLanes(VectorType type, String operator) {
    code.getstatic(OPERATORS, operator, operatorClass("Associative"));
    code.invokevirtual(
        type.descriptor(),
        "reduceLanes",
        MethodTypeDesc.of(type.scalar().descriptor(), operatorClass("Associative")));
  }

  /** A conversion of lanes of the same size, by value or (named REINTERPRET) by bits. */
  void convert(VectorType from, VectorType to, String conversion) {
    code.getstatic(OPERATORS, conversion, operatorClass("Conversion")).iconst_0();
    code.invokevirtual(
        from.descriptor(),
        "convert",
        MethodTypeDesc.of(VECTOR, operatorClass("Conversion"), ConstantDescs.CD_int));
    code.checkcast(to.descriptor());
  }

  /** The same bits as other lanes. */
  void reinterpret(VectorType from, VectorType to) {
    String name =
        switch (to) {
          case FLOAT -> "reinterpretAsFloats";
          case INT -> "reinterpretAsInts";
          case DOUBLE -> "reinterpretAsDoubles";
          case LONG -> "reinterpretAsLongs";
        };
    code.invokevirtual(from.descriptor(), name, MethodTypeDesc.of(to.descriptor()));
  }

  private static ClassDesc operatorClass(String name) {
    return OPERATORS.nested(name);
  }
}
