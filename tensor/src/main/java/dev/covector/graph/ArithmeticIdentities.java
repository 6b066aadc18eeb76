package dev.covector.graph;

import dev.covector.DType;
import dev.covector.op.Arithmetic;
import dev.covector.op.BinaryArithmetic;
import dev.covector.op.Bits;
import dev.covector.op.Conversion;
import dev.covector.op.Op;
import dev.covector.op.Select;
import java.util.List;
import java.util.Optional;

/** Identities of arithmetic, selection and conversion. */
final class ArithmeticIdentities {
  private final Rewriting rewriting;

  ArithmeticIdentities(Rewriting rewriting) {
    this.rewriting = rewriting;
  }

  /** The operand or number that an equation's result equals. */
  Optional<Atom> apply(Equation equation, List<Atom> in) {
    return switch (equation.op()) {
      // x + 0 = 0 + x = x, but for the sign of a zero
      case BinaryArithmetic.Add a when is(in.get(1), 0) -> Optional.of(in.get(0));
      case BinaryArithmetic.Add a when is(in.get(0), 0) -> Optional.of(in.get(1));
      // x - 0 = x
      case BinaryArithmetic.Sub s when is(in.get(1), 0) -> Optional.of(in.get(0));
      // x * 1 = 1 * x = x
      case BinaryArithmetic.Mul m when is(in.get(1), 1) -> Optional.of(in.get(0));
      case BinaryArithmetic.Mul m when is(in.get(0), 1) -> Optional.of(in.get(1));
      // x * 0 = 0 for integers; a float may be NaN or infinite
      case BinaryArithmetic.Mul m when is(in.get(1), 0) && isInteger(in.get(0)) ->
          Optional.of(in.get(1));
      case BinaryArithmetic.Mul m when is(in.get(0), 0) && isInteger(in.get(1)) ->
          Optional.of(in.get(0));
      // x / 1 = x and x to the 1 = x
      case BinaryArithmetic.Div d when is(in.get(1), 1) -> Optional.of(in.get(0));
      case BinaryArithmetic.Pow p when is(in.get(1), 1) -> Optional.of(in.get(0));
      // max(x, x) = min(x, x) = x
      case BinaryArithmetic.Max m when in.get(0).equals(in.get(1)) -> Optional.of(in.get(0));
      case BinaryArithmetic.Min m when in.get(0).equals(in.get(1)) -> Optional.of(in.get(0));
      // max(x, -infinity) = min(x, infinity) = x, also for NaN
      case BinaryArithmetic.Max m when is(in.get(1), Double.NEGATIVE_INFINITY) ->
          Optional.of(in.get(0));
      case BinaryArithmetic.Max m when is(in.get(0), Double.NEGATIVE_INFINITY) ->
          Optional.of(in.get(1));
      case BinaryArithmetic.Min m when is(in.get(1), Double.POSITIVE_INFINITY) ->
          Optional.of(in.get(0));
      case BinaryArithmetic.Min m when is(in.get(0), Double.POSITIVE_INFINITY) ->
          Optional.of(in.get(1));
      // -(-x) = x and ~(~x) = x
      case Arithmetic.Neg n when isBy(in.getFirst(), Arithmetic.Neg.class) ->
          Optional.of(rewriting.operand(in.getFirst()));
      case Bits.Not n when isBy(in.getFirst(), Bits.Not.class) ->
          Optional.of(rewriting.operand(in.getFirst()));
      case Select s when in.get(1).equals(in.get(2)) -> Optional.of(in.get(1));
      case Select s -> Uniform.of(in.getFirst(), rewriting).map(p -> in.get(p.bits() != 0 ? 1 : 2));
      case Conversion.ConvertElementType c -> conversion(c, in.getFirst());
      default -> Optional.empty();
    };
  }

  /** A conversion to the same dtype, or back after one that lost nothing. */
  private Optional<Atom> conversion(Conversion.ConvertElementType op, Atom x) {
    if (x.type().dtype() == op.dtype()) {
      return Optional.of(x);
    }
    if (isBy(x, Conversion.ConvertElementType.class)) {
      Atom before = rewriting.operand(x);
      if (before.type().dtype() == op.dtype() && keepsAll(op.dtype(), x.type().dtype())) {
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  /** A cheaper operation with the same result. */
  Optional<Simplification.Simpler> simpler(Op op, List<Atom> in) {
    return switch (op) {
      // x * -1 = -x
      case BinaryArithmetic.Mul m when is(in.get(1), -1) -> negated(in.get(0));
      case BinaryArithmetic.Mul m when is(in.get(0), -1) -> negated(in.get(1));
      // x + -y = x - y and x - -y = x + y
      case BinaryArithmetic.Add a when isBy(in.get(1), Arithmetic.Neg.class) ->
          binary(new BinaryArithmetic.Sub(), in.get(0), rewriting.operand(in.get(1)));
      case BinaryArithmetic.Sub s when isBy(in.get(1), Arithmetic.Neg.class) ->
          binary(new BinaryArithmetic.Add(), in.get(0), rewriting.operand(in.get(1)));
      // x squared = x * x
      case BinaryArithmetic.Pow p when is(in.get(1), 2) ->
          binary(new BinaryArithmetic.Mul(), in.get(0), in.get(0));
      // a conversion that loses nothing does not matter to the next one
      case Conversion.ConvertElementType c
          when isBy(in.getFirst(), Conversion.ConvertElementType.class)
              && keepsAll(
                  rewriting.operand(in.getFirst()).type().dtype(), in.getFirst().type().dtype()) ->
          Optional.of(new Simplification.Simpler(c, List.of(rewriting.operand(in.getFirst()))));
      default -> Optional.empty();
    };
  }

  private static Optional<Simplification.Simpler> negated(Atom x) {
    return Optional.of(new Simplification.Simpler(new Arithmetic.Neg(), List.of(x)));
  }

  private static Optional<Simplification.Simpler> binary(Op op, Atom x, Atom y) {
    return Optional.of(new Simplification.Simpler(op, List.of(x, y)));
  }

  private boolean is(Atom atom, double number) {
    return Uniform.of(atom, rewriting).map(literal -> literal.is(number)).orElse(false);
  }

  private static boolean isInteger(Atom atom) {
    return atom.type().dtype().isInteger();
  }

  private boolean isBy(Atom atom, Class<? extends Op> kind) {
    return rewriting.definition(atom, kind).isPresent();
  }

  /** Whether every value of a dtype is one of the other: the conversion is exact. */
  private static boolean keepsAll(DType from, DType to) {
    return switch (from.kind()) {
      case BOOL -> to.isInteger() || to.isFloating();
      case SIGNED ->
          to.kind() == DType.Kind.SIGNED ? to.bits() >= from.bits() : mantissa(to) >= from.bits();
      case UNSIGNED ->
          to.kind() == DType.Kind.UNSIGNED
              ? to.bits() >= from.bits()
              : to.kind() == DType.Kind.SIGNED
                  ? to.bits() > from.bits()
                  : mantissa(to) >= from.bits();
      case FLOAT ->
          to.isFloating()
              && mantissa(to) >= mantissa(from)
              && !(from == DType.BF16 && to == DType.F16);
      case COMPLEX, KEY -> false;
    };
  }

  /** The bits of the significand, the hidden one included; 0 for a dtype that is no float. */
  private static int mantissa(DType dtype) {
    return dtype == DType.F64
        ? 53
        : dtype == DType.F32 ? 24 : dtype == DType.F16 ? 11 : dtype == DType.BF16 ? 8 : 0;
  }
}
