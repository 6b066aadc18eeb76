package dev.covector.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The scalar functions of fused loops, each with its reference.
 *
 * <p>The reference of a floating function takes and gives doubles; the reference backend rounds the
 * result to the dtype. That of an integer function takes and gives longs (unsigned values
 * zero-extended) and wraps the result; where u64 differs there is a third one. Comparisons give 1
 * or 0. A function without a reference for a family is not defined on it, and a graph that asks for
 * it does not type.
 */
public enum ScalarFn {
  NEG(x -> -x, x -> -x),
  ABS(Math::abs, Math::abs),
  SIGN(Math::signum, Long::signum),
  FLOOR(Math::floor),
  CEIL(Math::ceil),
  ROUND_EVEN(Math::rint),
  ROUND_AWAY(ScalarReference::roundAway),
  EXP(Math::exp),
  EXP2(x -> Math.pow(2, x)),
  EXPM1(Math::expm1),
  LOG(Math::log),
  LOG1P(Math::log1p),
  SQRT(Math::sqrt),
  RSQRT(x -> 1 / Math.sqrt(x)),
  CBRT(Math::cbrt),
  SIN(Math::sin),
  COS(Math::cos),
  TAN(Math::tan),
  ASIN(Math::asin),
  ACOS(Math::acos),
  ATAN(Math::atan),
  SINH(Math::sinh),
  COSH(Math::cosh),
  ASINH(ScalarReference::asinh),
  ACOSH(ScalarReference::acosh),
  ATANH(ScalarReference::atanh),
  TANH(Math::tanh),
  LOGISTIC(x -> 1 / (1 + Math.exp(-x))),
  ERF(ErrorFunction::erf),
  ERFC(ErrorFunction::erfc),
  ERF_INV(ErrorFunction::erfInv),
  LOGIT(x -> Math.log(x) - Math.log1p(-x)),
  LGAMMA(GammaFunction::lgamma),
  DIGAMMA(GammaFunction::digamma),
  IS_FINITE(x -> Double.isFinite(x) ? 1 : 0),
  /** Bitwise on integers, logical on bool. */
  NOT(null, x -> ~x),
  POPULATION_COUNT(null, Long::bitCount),
  /** Within the width of the dtype. */
  COUNT_LEADING_ZEROS(null, Long::numberOfLeadingZeros),

  ADD((x, y) -> x + y, (x, y) -> x + y),
  SUB((x, y) -> x - y, (x, y) -> x - y),
  MUL((x, y) -> x * y, (x, y) -> x * y),
  /** Integers truncate; division by zero gives -1 (all bits set), as XLA. */
  DIV((x, y) -> x / y, ScalarReference::divide, ScalarReference::divideUnsigned),
  /** The remainder with the sign of the dividend; by zero gives the dividend, as XLA. */
  REM((x, y) -> x % y, ScalarReference::remainder, ScalarReference::remainderUnsigned),
  POW(ScalarReference::pow, ScalarReference::pow),
  ATAN2((DoubleBinaryOperator) Math::atan2),
  /** NaN when either is NaN. */
  MAX(Math::max, Math::max, ScalarReference::maxUnsigned),
  /** NaN when either is NaN. */
  MIN(Math::min, Math::min, ScalarReference::minUnsigned),
  /** The next representable value of the dtype, towards the second argument. */
  NEXT_AFTER((DoubleBinaryOperator) Math::nextAfter),
  /** log(exp(x) + exp(y)) without overflow. */
  LOGADDEXP((DoubleBinaryOperator) ScalarReference::logAddExp),
  AND((LongBinaryOperator) (x, y) -> x & y),
  OR((LongBinaryOperator) (x, y) -> x | y),
  XOR((LongBinaryOperator) (x, y) -> x ^ y),
  /** Shifts by the width or more give 0. */
  SHIFT_LEFT((LongBinaryOperator) ScalarReference::shiftLeft),
  /** Shifts by the width or more give the sign. */
  SHIFT_RIGHT_ARITHMETIC((LongBinaryOperator) ScalarReference::shiftRightArithmetic),
  /** Within the width of the dtype; shifts by the width or more give 0. */
  SHIFT_RIGHT_LOGICAL((LongBinaryOperator) ScalarReference::shiftRightLogical),
  EQ((x, y) -> x == y ? 1 : 0, (x, y) -> x == y ? 1 : 0),
  NE((x, y) -> x != y ? 1 : 0, (x, y) -> x != y ? 1 : 0),
  LT((x, y) -> x < y ? 1 : 0, (x, y) -> x < y ? 1 : 0, ScalarReference::lessUnsigned),
  LE(
      (x, y) -> x <= y ? 1 : 0,
      (x, y) -> x <= y ? 1 : 0,
      (x, y) -> 1 - ScalarReference.lessUnsigned(y, x)),
  GT(
      (x, y) -> x > y ? 1 : 0,
      (x, y) -> x > y ? 1 : 0,
      (x, y) -> ScalarReference.lessUnsigned(y, x)),
  GE(
      (x, y) -> x >= y ? 1 : 0,
      (x, y) -> x >= y ? 1 : 0,
      (x, y) -> 1 - ScalarReference.lessUnsigned(x, y)),

  /** {@code fma(x, y, z)}: {@code x y + z} rounded once; floats only. */
  FMA(3),
  /** {@code select(predicate, onTrue, onFalse)}: the predicate is bool, the others of any dtype. */
  SELECT(3);

  private final int arity;
  private final @Nullable DoubleUnaryOperator unary;
  private final @Nullable LongUnaryOperator longUnary;
  private final @Nullable DoubleBinaryOperator binary;
  private final @Nullable LongBinaryOperator longBinary;
  private final @Nullable LongBinaryOperator unsignedBinary;

  ScalarFn(DoubleUnaryOperator unary) {
    this(unary, null);
  }

  ScalarFn(@Nullable DoubleUnaryOperator unary, @Nullable LongUnaryOperator longUnary) {
    this(1, unary, longUnary, null, null, null);
  }

  ScalarFn(DoubleBinaryOperator binary) {
    this(2, null, null, binary, null, null);
  }

  ScalarFn(LongBinaryOperator longBinary) {
    this(2, null, null, null, longBinary, longBinary);
  }

  ScalarFn(DoubleBinaryOperator binary, LongBinaryOperator longBinary) {
    this(2, null, null, binary, longBinary, longBinary);
  }

  ScalarFn(
      DoubleBinaryOperator binary,
      LongBinaryOperator longBinary,
      LongBinaryOperator unsignedBinary) {
    this(2, null, null, binary, longBinary, unsignedBinary);
  }

  ScalarFn(int arity) {
    this(arity, null, null, null, null, null);
  }

  ScalarFn(
      int arity,
      @Nullable DoubleUnaryOperator unary,
      @Nullable LongUnaryOperator longUnary,
      @Nullable DoubleBinaryOperator binary,
      @Nullable LongBinaryOperator longBinary,
      @Nullable LongBinaryOperator unsignedBinary) {
    this.arity = arity;
    this.unary = unary;
    this.longUnary = longUnary;
    this.binary = binary;
    this.longBinary = longBinary;
    this.unsignedBinary = unsignedBinary;
  }

  /** The number of arguments. */
  public int arity() {
    return arity;
  }

  /** Whether the result is bool whatever the arguments are. */
  public boolean isPredicate() {
    return switch (this) {
      case EQ, NE, LT, LE, GT, GE, IS_FINITE -> true;
      default -> false;
    };
  }

  /** Whether floating arguments are defined. */
  public boolean takesFloats() {
    return unary != null || binary != null || this == SELECT || this == FMA;
  }

  /** Whether integer arguments are defined. */
  public boolean takesIntegers() {
    return longUnary != null || longBinary != null || this == SELECT;
  }

  /** The reference for one floating argument. */
  public double reference(double x) {
    return require(unary).applyAsDouble(x);
  }

  /** The reference for one integer argument. */
  public long reference(long x) {
    return require(longUnary).applyAsLong(x);
  }

  /** The reference for two floating arguments. */
  public double reference(double x, double y) {
    return require(binary).applyAsDouble(x, y);
  }

  /** The reference for two integer arguments; {@code unsigned64} tells u64 from the rest. */
  public long reference(long x, long y, boolean unsigned64) {
    return require(unsigned64 ? unsignedBinary : longBinary).applyAsLong(x, y);
  }

  private <F> F require(@Nullable F reference) {
    if (reference == null) {
      throw new IllegalStateException(this + " is not defined on these dtypes");
    }
    return reference;
  }
}
