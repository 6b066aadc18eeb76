package dev.covector.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Emits direct calls of the JVM's entry points for vectors. */
final class DirectEmitter {
  private static final ClassDesc CONSTANTS = ClassDesc.of("dev.covector.simd.DirectConstants");
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();

  private final CodeBuilder code;
  private final Map<TypeKind, List<Integer>> temporaries = new EnumMap<>(TypeKind.class);
  private final Map<TypeKind, Integer> inUse = new EnumMap<>(TypeKind.class);

  DirectEmitter(CodeBuilder code) {
    this.code = code;
  }

  /** An operand of a call, which can be pushed any number of times. */
  final class Operand {
    private final TypeKind kind;
    private final @Nullable CodeElement producer;
    private final @Nullable Number constant;
    private final int slot;

    private Operand(
        TypeKind kind, @Nullable CodeElement producer, @Nullable Number constant, int slot) {
      this.kind = kind;
      this.producer = producer;
      this.constant = constant;
      this.slot = slot;
    }

    void push() {
      if (producer != null) {
        code.with(producer);
      } else {
        code.loadLocal(kind, slot);
      }
    }
  }

  /** Emits a call whose arguments are on the stack, but for those that are dropped. */
  void emit(DirectCalls.Call call) {
    inUse.clear();
    List<Operand> operands = new ArrayList<>();
    for (StackValue value : call.arguments().reversed()) {
      operands.addFirst(
          value.isDropped()
              ? new Operand(value.kind(), value.producer(), value.constant(), -1)
              : stored(value.kind()));
    }
    call.emission().emit(this, operands);
  }

  /** Puts what is on the stack into a local variable. */
  private Operand stored(TypeKind kind) {
    List<Integer> slots = temporaries.computeIfAbsent(kind, k -> new ArrayList<>());
    int next = inUse.merge(kind, 1, Integer::sum) - 1;
    if (next == slots.size()) {
      slots.add(code.allocateLocal(kind));
    }
    code.storeLocal(kind, slots.get(next));
    return new Operand(kind, null, null, slots.get(next));
  }

  private void constant(String field, ClassDesc type) {
    code.getstatic(CONSTANTS, field, type);
  }

  private void vectorClass(VectorType type) {
    constant("VECTOR_" + type.species(), ConstantDescs.CD_Class);
  }

  private void maskClass(VectorType type) {
    constant("MASK_" + type.species(), ConstantDescs.CD_Class);
  }

  private void maskClass(VectorType type, @Nullable Operand mask) {
    if (mask == null) {
      code.aconst_null();
    } else {
      maskClass(type);
    }
  }

  private void push(@Nullable Operand operand) {
    if (operand == null) {
      code.aconst_null();
    } else {
      operand.push();
    }
  }

  /** Pushes the class of a lane, and how many there are. */
  private void lanes(VectorType type) {
    ClassDesc box =
        switch (type) {
          case FLOAT -> ConstantDescs.CD_Float;
          case INT -> ConstantDescs.CD_Integer;
          case DOUBLE -> ConstantDescs.CD_Double;
          case LONG -> ConstantDescs.CD_Long;
        };
    code.getstatic(box, "TYPE", ConstantDescs.CD_Class);
    code.loadConstant(VectorWidth.bits() / 8 / type.laneBytes());
  }

  /** Pushes what uncompiled code does, and calls. */
  private void invoke(EntryPoint entry, String fallback) {
    constant(fallback, ConstantDescs.CD_Object);
    code.invokestatic(EntryPoint.owner(), entry.method(), entry.type());
  }

  private void invokeForMask(EntryPoint entry, String fallback) {
    invoke(entry, fallback);
    code.checkcast(VectorOps.MASK);
  }

  private void invokeForVector(EntryPoint entry, String fallback, VectorType type) {
    invoke(entry, fallback);
    code.checkcast(type.descriptor());
  }

  void unary(VectorType type, String operator, Operand vector) {
    code.loadConstant(DirectOpcodes.of(operator));
    vectorClass(type);
    code.aconst_null();
    lanes(type);
    vector.push();
    code.aconst_null();
    invokeForVector(EntryPoint.UNARY, operator, type);
  }

  void binary(
      VectorType type, String operator, Operand left, Operand right, @Nullable Operand mask) {
    code.loadConstant(DirectOpcodes.of(operator));
    vectorClass(type);
    maskClass(type, mask);
    lanes(type);
    left.push();
    right.push();
    push(mask);
    invokeForVector(EntryPoint.BINARY, operator, type);
  }

  void fma(VectorType type, Operand x, Operand y, Operand z) {
    code.loadConstant(DirectOpcodes.named("VECTOR_OP_FMA"));
    vectorClass(type);
    code.aconst_null();
    lanes(type);
    x.push();
    y.push();
    z.push();
    code.aconst_null();
    invokeForVector(EntryPoint.TERNARY, "FMA", type);
  }

  /** Shifts or rotates by what all lanes share. */
  void shift(VectorType type, String operator, Operand vector, Operand amount) {
    code.loadConstant(DirectOpcodes.of(operator));
    vectorClass(type);
    code.aconst_null();
    lanes(type);
    vector.push();
    int most = 8 * type.laneBytes() - 1;
    if (amount.constant != null) {
      code.loadConstant(amount.constant.intValue() & most);
    } else {
      amount.push();
      if (amount.kind == TypeKind.LONG) {
        code.l2i();
      }
      code.loadConstant(most).iand();
    }
    code.aconst_null();
    invokeForVector(EntryPoint.SHIFT, operator, type);
  }

  void compare(VectorType type, String comparison, Operand left, Operand right) {
    code.loadConstant(DirectOpcodes.of(comparison));
    vectorClass(type);
    maskClass(type);
    lanes(type);
    left.push();
    right.push();
    code.aconst_null();
    invokeForMask(EntryPoint.COMPARE, comparison);
  }

  void blend(VectorType type, Operand otherwise, Operand onTrue, Operand mask) {
    vectorClass(type);
    maskClass(type);
    lanes(type);
    otherwise.push();
    onTrue.push();
    mask.push();
    invokeForVector(EntryPoint.BLEND, "NONE", type);
  }

  /** A scalar in all lanes. */
  void broadcast(VectorType type, Operand scalar) {
    vectorClass(type);
    lanes(type);
    if (scalar.constant != null) {
      code.loadConstant(bits(type, scalar.constant));
    } else {
      scalar.push();
      pushBits(type);
    }
    code.loadConstant(DirectOpcodes.named("MODE_BROADCAST")).aconst_null();
    invokeForVector(EntryPoint.BROADCAST, type.species(), type);
  }

  void zero(VectorType type) {
    broadcast(type, new Operand(type.scalar().type(), null, 0, -1));
  }

  /** {@link #broadcast}, as an operand of another call. */
  Operand inAllLanes(VectorType type, Operand scalar) {
    broadcast(type, scalar);
    return stored(TypeKind.REFERENCE);
  }

  /** A vector with all bits set. */
  Operand ones(VectorType type) {
    return inAllLanes(type, new Operand(type.scalar().type(), null, -1, -1));
  }

  private static long bits(VectorType type, Number value) {
    return switch (type) {
      case FLOAT -> Float.floatToRawIntBits(value.floatValue());
      case DOUBLE -> Double.doubleToRawLongBits(value.doubleValue());
      case INT, LONG -> value.longValue();
    };
  }

  private void pushBits(VectorType type) {
    switch (type) {
      case FLOAT ->
          code.invokestatic(
                  ConstantDescs.CD_Float,
                  "floatToRawIntBits",
                  MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float))
              .i2l();
      case DOUBLE ->
          code.invokestatic(
              ConstantDescs.CD_Double,
              "doubleToRawLongBits",
              MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
      case INT -> code.i2l();
      case LONG -> {}
    }
  }

  /** A conversion by value or by bits; the Vector API has a constant of its name. */
  void convert(VectorType from, VectorType to, String conversion, Operand vector) {
    boolean byBits = conversion.startsWith("REINTERPRET");
    code.loadConstant(DirectOpcodes.named("VECTOR_OP_" + (byBits ? "REINTERPRET" : "CAST")));
    vectorClass(from);
    lanes(from);
    vectorClass(to);
    lanes(to);
    vector.push();
    code.aconst_null();
    invokeForVector(EntryPoint.CONVERT, conversion, to);
  }

  void reduce(VectorType type, String operator, Operand vector) {
    code.loadConstant(DirectOpcodes.of(operator));
    vectorClass(type);
    code.aconst_null();
    lanes(type);
    vector.push();
    code.aconst_null();
    invoke(EntryPoint.REDUCE, operator);
    switch (type) {
      case FLOAT ->
          code.l2i()
              .invokestatic(
                  ConstantDescs.CD_Float,
                  "intBitsToFloat",
                  MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int));
      case DOUBLE ->
          code.invokestatic(
              ConstantDescs.CD_Double,
              "longBitsToDouble",
              MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long));
      case INT -> code.l2i();
      case LONG -> {}
    }
  }

  /** Masks are combined as if their lanes were integers. */
  void masks(VectorType type, String operator, Operand left, Operand right) {
    code.loadConstant(DirectOpcodes.of(operator));
    maskClass(type);
    code.aconst_null();
    lanes(VectorType.integers(type.laneBytes()));
    left.push();
    right.push();
    code.aconst_null();
    invokeForMask(EntryPoint.BINARY, operator);
  }

  void castMask(VectorType from, VectorType to, Operand mask) {
    code.loadConstant(DirectOpcodes.named("VECTOR_OP_CAST"));
    maskClass(from);
    lanes(from);
    maskClass(to);
    lanes(to);
    mask.push();
    code.aconst_null();
    invokeForMask(EntryPoint.CONVERT, to.species());
  }

  /** A mask with all lanes set. */
  Operand allLanes(VectorType type) {
    maskClass(type);
    lanes(VectorType.integers(type.laneBytes()));
    code.loadConstant(-1L).loadConstant(DirectOpcodes.named("MODE_BROADCAST")).aconst_null();
    invokeForMask(EntryPoint.BROADCAST, "MASKS_" + type.species());
    return stored(TypeKind.REFERENCE);
  }

  /** A mask with all lanes set or none, by a bool. */
  void maskAll(VectorType type, Operand bool) {
    maskClass(type);
    lanes(VectorType.integers(type.laneBytes()));
    bool.push();
    code.ineg().i2l().loadConstant(DirectOpcodes.named("MODE_BROADCAST")).aconst_null();
    invokeForMask(EntryPoint.BROADCAST, "MASKS_" + type.species());
  }

  /** The mask of the lowest bits of a long. */
  void maskFromBits(VectorType type, Operand bits) {
    int lanes = VectorWidth.bits() / 8 / type.laneBytes();
    maskClass(type);
    lanes(type);
    bits.push();
    code.loadConstant((1L << lanes) - 1).land();
    code.loadConstant(DirectOpcodes.named("MODE_BITS_COERCED_LONG_TO_MASK")).aconst_null();
    invokeForMask(EntryPoint.BROADCAST, "MASKS_" + type.species());
  }

  void maskBits(VectorType type, Operand mask) {
    code.loadConstant(DirectOpcodes.named("VECTOR_OP_MASK_TOLONG"));
    maskClass(type);
    lanes(VectorType.integers(type.laneBytes()));
    mask.push();
    invoke(EntryPoint.MASK_BITS, "NONE");
  }

  void test(VectorType type, boolean all, Operand mask) {
    Operand every = allLanes(type);
    code.loadConstant(DirectOpcodes.named(all ? "BT_overflow" : "BT_ne"));
    maskClass(type);
    lanes(VectorType.integers(type.laneBytes()));
    mask.push();
    every.push();
    invoke(EntryPoint.TEST, all ? "ALL_TRUE" : "ANY_TRUE");
  }

  /** The mask of as many lanes as there are from one number to another. */
  void indexInRange(VectorType type, Operand from, Operand to) {
    MethodTypeDesc ofTwo =
        MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);
    maskClass(type);
    lanes(type);
    code.lconst_0();
    to.push();
    from.push();
    code.lsub().lconst_0().invokestatic(MATH, "max", ofTwo);
    code.loadConstant((long) VectorWidth.bits() / 8 / type.laneBytes());
    code.invokestatic(MATH, "min", ofTwo);
    invokeForMask(EntryPoint.RANGE, type.species());
  }

  void load(VectorType type, Operand address, @Nullable Operand mask) {
    vectorClass(type);
    if (mask != null) {
      maskClass(type);
    }
    lanes(type);
    code.aconst_null();
    address.push();
    code.iconst_1();
    if (mask != null) {
      mask.push();
      code.iconst_1(); // the whole vector lies in memory that may be touched, as ALL has it
    }
    code.aconst_null();
    address.push();
    code.aconst_null();
    EntryPoint entry = mask == null ? EntryPoint.LOAD : EntryPoint.LOAD_MASKED;
    invokeForVector(entry, type.species(), type);
  }

  void store(VectorType type, Operand vector, Operand address, @Nullable Operand mask) {
    vectorClass(type);
    if (mask != null) {
      maskClass(type);
    }
    lanes(type);
    code.aconst_null();
    address.push();
    code.iconst_1();
    vector.push();
    if (mask != null) {
      mask.push();
    }
    code.aconst_null();
    address.push();
    invoke(mask == null ? EntryPoint.STORE : EntryPoint.STORE_MASKED, "NONE");
  }
}
