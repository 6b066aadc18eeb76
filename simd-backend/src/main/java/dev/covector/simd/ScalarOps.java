package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Emits one scalar operation on values on the operand stack. */
final class ScalarOps {
  private static final ClassDesc SCALAR_FN = ScalarFn.class.describeConstable().orElseThrow();
  private static final ClassDesc NARROW = NarrowFloat.class.describeConstable().orElseThrow();
  private static final ClassDesc CONVERSIONS = Conversions.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final Set<ScalarFn> ORDERED =
      EnumSet.of(
          ScalarFn.DIV,
          ScalarFn.REM,
          ScalarFn.POW,
          ScalarFn.MAX,
          ScalarFn.MIN,
          ScalarFn.LT,
          ScalarFn.LE,
          ScalarFn.GT,
          ScalarFn.GE);
  private static final Set<ScalarFn> SIZED =
      EnumSet.of(
          ScalarFn.POPULATION_COUNT,
          ScalarFn.COUNT_LEADING_ZEROS,
          ScalarFn.SHIFT_LEFT,
          ScalarFn.SHIFT_RIGHT_ARITHMETIC,
          ScalarFn.SHIFT_RIGHT_LOGICAL);
  private static final Set<ScalarFn> OWN_FLOATS =
      EnumSet.of(
          ScalarFn.ABS,
          ScalarFn.SIGN,
          ScalarFn.SQRT,
          ScalarFn.RSQRT,
          ScalarFn.MAX,
          ScalarFn.MIN,
          ScalarFn.IS_FINITE,
          ScalarFn.EQ,
          ScalarFn.NE,
          ScalarFn.LT,
          ScalarFn.LE,
          ScalarFn.GT,
          ScalarFn.GE,
          ScalarFn.NEXT_AFTER);

  private final CodeBuilder code;
  private final boolean copiesMath;

  ScalarOps(CodeBuilder code) {
    this(code, true);
  }

  ScalarOps(CodeBuilder code, boolean copiesMath) {
    this.code = code;
    this.copiesMath = copiesMath;
  }

  /** Applies a function, other than SELECT, to arguments of one dtype. */
  void apply(ScalarFn fn, DType argument, DType result) {
    ScalarKind kind = ScalarKind.of(argument);
    switch (kind) {
      case INT, LONG -> integer(fn, argument, kind);
      case FLOAT, DOUBLE -> floating(fn, argument, kind);
    }
    if (!fn.isPredicate()) {
      narrow(result);
    }
  }

  private void integer(ScalarFn fn, DType dtype, ScalarKind kind) {
    Opcode opcode = integerOpcode(fn, kind == ScalarKind.LONG);
    if (opcode != null) {
      code.with(operator(opcode));
    } else if (fn == ScalarFn.NOT) {
      code.loadConstant(dtype == DType.BOOL ? 1 : -1);
      if (kind == ScalarKind.LONG) {
        code.i2l().lxor();
      } else {
        code.ixor();
      }
    } else if (fn == ScalarFn.ABS) {
      if (!dtype.isUnsigned()) {
        code.invokestatic(MATH, "abs", type(kind, kind, 1));
      }
    } else if (fn == ScalarFn.SIGN && dtype.isUnsigned()) {
      code.invokestatic(CONVERSIONS, "toBool", type(ScalarKind.INT, kind, 1));
      if (kind == ScalarKind.LONG) {
        code.i2l();
      }
    } else {
      boolean unsigned = ORDERED.contains(fn) && (dtype == DType.U32 || dtype == DType.U64);
      call(kind.functions(), fn, unsigned ? "Unsigned" : "", dtype, kind);
    }
  }

  private static @Nullable Opcode integerOpcode(ScalarFn fn, boolean wide) {
    return switch (fn) {
      case NEG -> wide ? Opcode.LNEG : Opcode.INEG;
      case ADD -> wide ? Opcode.LADD : Opcode.IADD;
      case SUB -> wide ? Opcode.LSUB : Opcode.ISUB;
      case MUL -> wide ? Opcode.LMUL : Opcode.IMUL;
      case AND -> wide ? Opcode.LAND : Opcode.IAND;
      case OR -> wide ? Opcode.LOR : Opcode.IOR;
      case XOR -> wide ? Opcode.LXOR : Opcode.IXOR;
      default -> null;
    };
  }

  private void floating(ScalarFn fn, DType dtype, ScalarKind kind) {
    boolean wide = kind == ScalarKind.DOUBLE;
    switch (fn) {
      case NEG -> code.with(operator(wide ? Opcode.DNEG : Opcode.FNEG));
      case ADD -> code.with(operator(wide ? Opcode.DADD : Opcode.FADD));
      case SUB -> code.with(operator(wide ? Opcode.DSUB : Opcode.FSUB));
      case MUL -> code.with(operator(wide ? Opcode.DMUL : Opcode.FMUL));
      case DIV -> code.with(operator(wide ? Opcode.DDIV : Opcode.FDIV));
      case FMA -> code.invokestatic(MATH, "fma", type(kind, kind, 3));
      case REM -> code.with(operator(wide ? Opcode.DREM : Opcode.FREM));
      default -> {
        if (fn == ScalarFn.NEXT_AFTER && (dtype == DType.F16 || dtype == DType.BF16)) {
          code.invokestatic(
              NARROW, "nextAfter" + (dtype == DType.F16 ? "F16" : "BF16"), type(kind, kind, 2));
        } else if (OWN_FLOATS.contains(fn)) {
          call(kind.functions(), fn, "", dtype, kind);
        } else if (!MathFunctions.has(fn, wide)
            || !MathFunctions.emitScalar(code, fn, wide, kind, copiesMath)) {
          reference(fn, kind);
        }
      }
    }
  }

  private static OperatorInstruction operator(Opcode opcode) {
    return OperatorInstruction.of(opcode);
  }

  /** The function's own reference, in double precision. */
  private void reference(ScalarFn fn, ScalarKind kind) {
    boolean narrow = kind == ScalarKind.FLOAT;
    if (narrow) {
      code.f2d();
    }
    if (fn.arity() == 2) {
      // widen the argument below the top as well, then call through a static bridge
      if (narrow) {
        int second = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(second).f2d().dload(second);
      }
    }
    code.getstatic(SCALAR_FN, fn.name(), SCALAR_FN);
    code.invokestatic(
        ScalarKind.DOUBLE.functions(),
        "reference",
        fn.arity() == 2
            ? MethodTypeDesc.of(
                ConstantDescs.CD_double,
                ConstantDescs.CD_double,
                ConstantDescs.CD_double,
                SCALAR_FN)
            : MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double, SCALAR_FN));
    if (narrow) {
      code.d2f();
    }
  }

  private void call(ClassDesc owner, ScalarFn fn, String suffix, DType dtype, ScalarKind kind) {
    ScalarKind result = fn.isPredicate() ? ScalarKind.INT : kind;
    MethodTypeDesc type = type(result, kind, fn.arity());
    if (SIZED.contains(fn)) {
      code.loadConstant(dtype.bits());
      type = type.insertParameterTypes(fn.arity(), ConstantDescs.CD_int);
    }
    code.invokestatic(owner, methodName(fn) + suffix, type);
  }

  /** Brings the value on the stack into the form that {@link ScalarKind} describes. */
  void narrow(DType dtype) {
    switch (dtype) {
      case BOOL ->
          code.invokestatic(CONVERSIONS, "toBool", type(ScalarKind.INT, ScalarKind.INT, 1));
      case I8 -> code.i2b();
      case I16 -> code.i2s();
      case U8 -> code.loadConstant(0xff).iand();
      case U16 -> code.i2c();
      case F16 ->
          code.invokestatic(NARROW, "roundF16", type(ScalarKind.FLOAT, ScalarKind.FLOAT, 1));
      case BF16 ->
          code.invokestatic(NARROW, "roundBF16", type(ScalarKind.FLOAT, ScalarKind.FLOAT, 1));
      case I32, U32, I64, U64, F32, F64, C64, C128, KEY, KEY_ORIGINAL -> {}
    }
  }

  static MethodTypeDesc type(ScalarKind result, ScalarKind argument, int count) {
    ClassDesc[] arguments = new ClassDesc[count];
    Arrays.fill(arguments, argument.descriptor());
    return MethodTypeDesc.of(result.descriptor(), arguments);
  }

  /** {@code COUNT_LEADING_ZEROS} is {@code countLeadingZeros}. */
  static String methodName(ScalarFn fn) {
    StringBuilder name = new StringBuilder();
    for (String word : fn.name().split("_")) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.toString();
  }
}
