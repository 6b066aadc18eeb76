package dev.covector.graph;

import dev.covector.DType;
import dev.covector.TensorType;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.BinaryElementwise;
import dev.covector.op.Conversion;
import dev.covector.op.Op;
import dev.covector.op.Select;
import dev.covector.op.UnaryElementwise;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Computes elementwise operations on numbers that are known. */
final class ScalarFolding {
  /** Functions of integers whose result depends on no width but by wrapping. */
  private static final Set<ScalarFn> WRAPPING =
      EnumSet.of(
          ScalarFn.NEG,
          ScalarFn.ADD,
          ScalarFn.SUB,
          ScalarFn.MUL,
          ScalarFn.AND,
          ScalarFn.OR,
          ScalarFn.XOR,
          ScalarFn.MAX,
          ScalarFn.MIN,
          ScalarFn.EQ,
          ScalarFn.NE,
          ScalarFn.LT,
          ScalarFn.LE,
          ScalarFn.GT,
          ScalarFn.GE);

  private ScalarFolding() {}

  /**
   * The result of an operation on scalars, where it is known to be what every backend computes, up
   * to rounding.
   *
   * @param type the type of the result, of rank 0
   */
  static Optional<Literal> fold(Op op, List<Literal> in, TensorType type) {
    return switch (op) {
      case UnaryElementwise u when isDefined(u.fn(), in.getFirst()) ->
          Optional.of(apply(u.fn(), in.getFirst(), type));
      case BinaryElementwise b when isDefined(b.fn(), in.getFirst()) ->
          Optional.of(apply(b.fn(), in.get(0), in.get(1), type));
      case Select s ->
          Optional.of(new Literal(type, in.get(in.getFirst().bits() != 0 ? 1 : 2).bits()));
      case Conversion.ConvertElementType c -> convert(in.getFirst(), type);
      default -> Optional.empty();
    };
  }

  private static boolean isDefined(ScalarFn fn, Literal x) {
    DType dtype = x.type().dtype();
    return dtype.isFloating()
        ? fn.takesFloats() && fn != ScalarFn.NEXT_AFTER // its step depends on the dtype
        : WRAPPING.contains(fn);
  }

  private static Literal apply(ScalarFn fn, Literal x, TensorType type) {
    return x.value() instanceof Double d
        ? Literal.of(type, fn.reference(d))
        : Literal.of(type, fn.reference(integer(x)));
  }

  private static Literal apply(ScalarFn fn, Literal x, Literal y, TensorType type) {
    return x.value() instanceof Double d
        ? Literal.of(type, fn.reference(d, (Double) y.value()))
        : Literal.of(type, fn.reference(integer(x), integer(y), x.type().dtype() == DType.U64));
  }

  private static long integer(Literal x) {
    return x.value() instanceof Boolean b ? (b ? 1 : 0) : (Long) x.value();
  }

  /** Conversions that no rounding mode or saturation touches. */
  private static Optional<Literal> convert(Literal x, TensorType type) {
    DType to = type.dtype();
    if (x.value() instanceof Double d) {
      return to.isFloating() || to == DType.BOOL
          ? Optional.of(Literal.of(type, d))
          : Optional.empty();
    }
    if (x.type().dtype() == DType.U64 && to.isFloating()) {
      return Optional.empty();
    }
    return to.isComplex() || to.isKey()
        ? Optional.empty()
        : Optional.of(Literal.of(type, integer(x)));
  }
}
