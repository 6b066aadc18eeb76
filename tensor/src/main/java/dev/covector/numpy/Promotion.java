package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.op.Conversion;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * JAX's type promotion: bool, then integers, then floats, then complex; weak types yield to strong
 * ones of their own or a later family. i32 * 0.5 is f32, bf16 * 0.5 stays bf16, u8 + i8 is i16.
 */
public final class Promotion {
  private Promotion() {}

  /** What operands are promoted to. */
  public record Result(DType dtype, boolean weak) {}

  /**
   * The common dtype of operands.
   *
   * @param op named in the message
   * @throws DTypeException when a key is among them
   */
  public static Result of(String op, List<TensorType> types) {
    Result result = null;
    for (TensorType type : types) {
      if (type.dtype().isKey()) {
        throw new DTypeException(op + ": operands are " + types + "; keys take no arithmetic");
      }
      Result next = new Result(type.dtype(), type.weak());
      result = result == null ? next : join(result, next);
    }
    if (result == null) {
      throw new DTypeException(op + ": there must be at least one operand");
    }
    return result;
  }

  private static Result join(Result a, Result b) {
    if (a.dtype == b.dtype) {
      return new Result(a.dtype, a.weak && b.weak);
    }
    int familyA = family(a.dtype);
    int familyB = family(b.dtype);
    if (a.weak && b.weak || a.weak && familyA > familyB || b.weak && familyB > familyA) {
      DType wider = familyA >= familyB ? a.dtype : b.dtype;
      return new Result(defaultOf(wider), true);
    }
    if (a.weak || b.weak) {
      return new Result(a.weak ? b.dtype : a.dtype, false);
    }
    return joinStrong(a.dtype, b.dtype);
  }

  private static int family(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> 0;
      case SIGNED, UNSIGNED -> 1;
      case FLOAT -> 2;
      case COMPLEX -> 3;
      case KEY -> throw new IllegalStateException("keys are not promoted");
    };
  }

  private static DType defaultOf(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> DType.BOOL;
      case SIGNED, UNSIGNED -> Defaults.integer();
      case FLOAT -> Defaults.floating();
      case COMPLEX -> Defaults.current().isWide() ? DType.C128 : DType.C64;
      case KEY -> throw new IllegalStateException("keys are not promoted");
    };
  }

  private static Result joinStrong(DType a, DType b) {
    int familyA = family(a);
    int familyB = family(b);
    if (familyA == 3 || familyB == 3) {
      boolean wide = a == DType.C128 || b == DType.C128 || a == DType.F64 || b == DType.F64;
      return new Result(wide ? DType.C128 : DType.C64, false);
    }
    if (familyA != familyB) {
      return new Result(familyA > familyB ? a : b, false);
    }
    return familyA == 2 ? new Result(joinFloats(a, b), false) : joinIntegers(a, b);
  }

  private static DType joinFloats(DType a, DType b) {
    if (a.byteSize() == b.byteSize()) {
      return DType.F32; // f16 and bf16: neither holds the other
    }
    return a.byteSize() > b.byteSize() ? a : b;
  }

  private static Result joinIntegers(DType a, DType b) {
    if (a.isUnsigned() == b.isUnsigned()) {
      return new Result(a.byteSize() > b.byteSize() ? a : b, false);
    }
    DType signed = a.isUnsigned() ? b : a;
    DType unsigned = a.isUnsigned() ? a : b;
    if (signed.byteSize() > unsigned.byteSize()) {
      return new Result(signed, false);
    }
    return switch (unsigned) {
      case U8 -> new Result(DType.I16, false);
      case U16 -> new Result(DType.I32, false);
      case U32 -> new Result(Defaults.current().isWide() ? DType.I64 : DType.I32, false);
      default -> new Result(Defaults.floating(), true);
    };
  }

  /** Operands converted to their common dtype; shapes are left alone. */
  public static List<Tensor> promote(String op, List<Tensor> operands) {
    Result result = of(op, operands.stream().map(Tensor::type).toList());
    List<Tensor> promoted = new ArrayList<>(operands.size());
    for (Tensor operand : operands) {
      promoted.add(to(operand, result.dtype, result.weak));
    }
    return promoted;
  }

  /**
   * The dtype that holds quotients of a dtype: a floating one itself, for integers of 64 bits the
   * default, for all other integers and bools f32 whatever the default width, as in JAX.
   */
  static DType inexact(DType dtype) {
    if (dtype.isInexact()) {
      return dtype;
    }
    return dtype.bits() == 64 ? Defaults.floating() : DType.F32;
  }

  /** Operands converted to the floating dtype that {@link #inexact} says for their common one. */
  static List<Tensor> toInexact(String op, List<Tensor> operands) {
    Result result = of(op, operands.stream().map(Tensor::type).toList());
    DType dtype = inexact(result.dtype);
    List<Tensor> promoted = new ArrayList<>(operands.size());
    for (Tensor operand : operands) {
      promoted.add(to(operand, dtype, result.weak));
    }
    return promoted;
  }

  /** A tensor in a dtype, weak or not; itself when it is that already. */
  public static Tensor to(Tensor x, DType dtype, boolean weak) {
    if (x.dtype() == dtype && x.type().weak() == weak) {
      return x;
    }
    return dtype.isComplex() || x.dtype().isComplex()
        ? Lax.convert(x, dtype)
        : Trace.bind(new Conversion.ConvertElementType(dtype, weak), x);
  }

  /** Operands converted to their common dtype and broadcast to their common shape. */
  public static List<Tensor> promoteAndBroadcast(String op, List<Tensor> operands) {
    List<Tensor> promoted = promote(op, operands);
    Shape shape = Shape.SCALAR;
    for (Tensor operand : promoted) {
      shape = Shape.broadcast(op, shape, operand.shape());
    }
    List<Tensor> result = new ArrayList<>(promoted.size());
    for (Tensor operand : promoted) {
      result.add(stretch(operand, shape));
    }
    return result;
  }

  /** A tensor broadcast by NumPy's rule: aligned at the end. */
  static Tensor stretch(Tensor x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    int[] axes = new int[x.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = shape.rank() - x.rank() + i;
    }
    return Lax.broadcastInDim(x, shape, axes);
  }
}
