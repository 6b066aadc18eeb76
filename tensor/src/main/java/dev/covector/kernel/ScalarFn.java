package dev.covector.kernel;

/**
 * The scalar functions of fused loops, each with its reference.
 *
 * <p>The reference of a floating function takes and gives doubles; the reference backend rounds the
 * result to the dtype. That of an integer function takes and gives longs (unsigned values
 * zero-extended) and wraps the result; where u64 differs there is a third one. Comparisons give 1
 * or 0. A function without a reference for a family is not defined on it, and a graph that asks for
 * it does not type.
 *
 * <p>The references are cases of switches: as function objects of the constants, each would be a
 * class that the JVM makes when the first program is compiled.
 */
public enum ScalarFn {
  NEG(1, Domain.BOTH),
  ABS(1, Domain.BOTH),
  SIGN(1, Domain.BOTH),
  FLOOR(1, Domain.FLOATS),
  CEIL(1, Domain.FLOATS),
  ROUND_EVEN(1, Domain.FLOATS),
  ROUND_AWAY(1, Domain.FLOATS),
  EXP(1, Domain.FLOATS),
  EXP2(1, Domain.FLOATS),
  EXPM1(1, Domain.FLOATS),
  LOG(1, Domain.FLOATS),
  LOG1P(1, Domain.FLOATS),
  SQRT(1, Domain.FLOATS),
  RSQRT(1, Domain.FLOATS),
  CBRT(1, Domain.FLOATS),
  SIN(1, Domain.FLOATS),
  COS(1, Domain.FLOATS),
  TAN(1, Domain.FLOATS),
  ASIN(1, Domain.FLOATS),
  ACOS(1, Domain.FLOATS),
  ATAN(1, Domain.FLOATS),
  SINH(1, Domain.FLOATS),
  COSH(1, Domain.FLOATS),
  ASINH(1, Domain.FLOATS),
  ACOSH(1, Domain.FLOATS),
  ATANH(1, Domain.FLOATS),
  TANH(1, Domain.FLOATS),
  LOGISTIC(1, Domain.FLOATS),
  ERF(1, Domain.FLOATS),
  ERFC(1, Domain.FLOATS),
  ERF_INV(1, Domain.FLOATS),
  LOGIT(1, Domain.FLOATS),
  LGAMMA(1, Domain.FLOATS),
  DIGAMMA(1, Domain.FLOATS),
  IS_FINITE(1, Domain.FLOATS),
  /** Bitwise on integers, logical on bool. */
  NOT(1, Domain.INTEGERS),
  POPULATION_COUNT(1, Domain.INTEGERS),
  /** Within the width of the dtype. */
  COUNT_LEADING_ZEROS(1, Domain.INTEGERS),

  ADD(2, Domain.BOTH),
  SUB(2, Domain.BOTH),
  MUL(2, Domain.BOTH),
  /** Integers truncate; division by zero gives -1 (all bits set), as XLA. */
  DIV(2, Domain.BOTH),
  /** The remainder with the sign of the dividend; by zero gives the dividend, as XLA. */
  REM(2, Domain.BOTH),
  POW(2, Domain.BOTH),
  ATAN2(2, Domain.FLOATS),
  /** NaN when either is NaN. */
  MAX(2, Domain.BOTH),
  /** NaN when either is NaN. */
  MIN(2, Domain.BOTH),
  /** The next representable value of the dtype, towards the second argument. */
  NEXT_AFTER(2, Domain.FLOATS),
  /** log(exp(x) + exp(y)) without overflow. */
  LOGADDEXP(2, Domain.FLOATS),
  AND(2, Domain.INTEGERS),
  OR(2, Domain.INTEGERS),
  XOR(2, Domain.INTEGERS),
  /** Shifts by the width or more give 0. */
  SHIFT_LEFT(2, Domain.INTEGERS),
  /** Shifts by the width or more give the sign. */
  SHIFT_RIGHT_ARITHMETIC(2, Domain.INTEGERS),
  /** Within the width of the dtype; shifts by the width or more give 0. */
  SHIFT_RIGHT_LOGICAL(2, Domain.INTEGERS),
  EQ(2, Domain.BOTH),
  NE(2, Domain.BOTH),
  LT(2, Domain.BOTH),
  LE(2, Domain.BOTH),
  GT(2, Domain.BOTH),
  GE(2, Domain.BOTH),

  /** {@code fma(x, y, z)}: {@code x y + z} rounded once; floats only. */
  FMA(3, Domain.FLOATS),
  /** {@code select(predicate, onTrue, onFalse)}: the predicate is bool, the others of any dtype. */
  SELECT(3, Domain.BOTH);

  /** What a function is defined on. */
  private enum Domain {
    FLOATS,
    INTEGERS,
    BOTH
  }

  private final int arity;
  private final Domain domain;

  ScalarFn(int arity, Domain domain) {
    this.arity = arity;
    this.domain = domain;
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
    return domain != Domain.INTEGERS;
  }

  /** Whether integer arguments are defined. */
  public boolean takesIntegers() {
    return domain != Domain.FLOATS;
  }

  /** The reference for one floating argument. */
  public double reference(double x) {
    return switch (this) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND_EVEN -> Math.rint(x);
      case ROUND_AWAY -> ScalarReference.roundAway(x);
      case EXP -> Math.exp(x);
      case EXP2 -> Math.pow(2, x);
      case EXPM1 -> Math.expm1(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case CBRT -> Math.cbrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case ASINH -> ScalarReference.asinh(x);
      case ACOSH -> ScalarReference.acosh(x);
      case ATANH -> ScalarReference.atanh(x);
      case TANH -> Math.tanh(x);
      case LOGISTIC -> 1 / (1 + Math.exp(-x));
      case ERF -> ErrorFunction.erf(x);
      case ERFC -> ErrorFunction.erfc(x);
      case ERF_INV -> ErrorFunction.erfInv(x);
      case LOGIT -> Math.log(x) - Math.log1p(-x);
      case LGAMMA -> GammaFunction.lgamma(x);
      case DIGAMMA -> GammaFunction.digamma(x);
      case IS_FINITE -> Double.isFinite(x) ? 1 : 0;
      default -> throw undefined();
    };
  }

  /** The reference for one integer argument. */
  public long reference(long x) {
    return switch (this) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Long.signum(x);
      case NOT -> ~x;
      case POPULATION_COUNT -> Long.bitCount(x);
      case COUNT_LEADING_ZEROS -> Long.numberOfLeadingZeros(x);
      default -> throw undefined();
    };
  }

  /** The reference for two floating arguments. */
  public double reference(double x, double y) {
    return switch (this) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> x / y;
      case REM -> x % y;
      case POW -> ScalarReference.pow(x, y);
      case ATAN2 -> Math.atan2(x, y);
      case MAX -> Math.max(x, y);
      case MIN -> Math.min(x, y);
      case NEXT_AFTER -> Math.nextAfter(x, y);
      case LOGADDEXP -> ScalarReference.logAddExp(x, y);
      case EQ -> x == y ? 1 : 0;
      case NE -> x != y ? 1 : 0;
      case LT -> x < y ? 1 : 0;
      case LE -> x <= y ? 1 : 0;
      case GT -> x > y ? 1 : 0;
      case GE -> x >= y ? 1 : 0;
      default -> throw undefined();
    };
  }

  /** The reference for two integer arguments; {@code unsigned64} tells u64 from the rest. */
  public long reference(long x, long y, boolean unsigned64) {
    return unsigned64 ? unsigned(x, y) : signed(x, y);
  }

  private long signed(long x, long y) {
    return switch (this) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> ScalarReference.divide(x, y);
      case REM -> ScalarReference.remainder(x, y);
      case POW -> ScalarReference.pow(x, y);
      case MAX -> Math.max(x, y);
      case MIN -> Math.min(x, y);
      case AND -> x & y;
      case OR -> x | y;
      case XOR -> x ^ y;
      case SHIFT_LEFT -> ScalarReference.shiftLeft(x, y);
      case SHIFT_RIGHT_ARITHMETIC -> ScalarReference.shiftRightArithmetic(x, y);
      case SHIFT_RIGHT_LOGICAL -> ScalarReference.shiftRightLogical(x, y);
      case EQ -> x == y ? 1 : 0;
      case NE -> x != y ? 1 : 0;
      case LT -> x < y ? 1 : 0;
      case LE -> x <= y ? 1 : 0;
      case GT -> x > y ? 1 : 0;
      case GE -> x >= y ? 1 : 0;
      default -> throw undefined();
    };
  }

  /** Where u64 differs. */
  private long unsigned(long x, long y) {
    return switch (this) {
      case DIV -> ScalarReference.divideUnsigned(x, y);
      case REM -> ScalarReference.remainderUnsigned(x, y);
      case MAX -> ScalarReference.maxUnsigned(x, y);
      case MIN -> ScalarReference.minUnsigned(x, y);
      case LT -> ScalarReference.lessUnsigned(x, y);
      case LE -> 1 - ScalarReference.lessUnsigned(y, x);
      case GT -> ScalarReference.lessUnsigned(y, x);
      case GE -> 1 - ScalarReference.lessUnsigned(x, y);
      default -> signed(x, y);
    };
  }

  private IllegalStateException undefined() {
    return new IllegalStateException(this + " is not defined on these dtypes");
  }
}
