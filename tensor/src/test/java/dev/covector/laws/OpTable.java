package dev.covector.laws;

import static dev.covector.laws.OpCase.bools;
import static dev.covector.laws.OpCase.floats;
import static dev.covector.laws.OpCase.integers;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.kernel.DynamicIndex.Bounds;
import dev.covector.kernel.ScalarFn;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.laws.OpCase.Derivative;
import dev.covector.laws.OpCase.Sample;
import dev.covector.lax.ConvDimensionNumbers;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.op.ArgReduction;
import dev.covector.op.Arithmetic;
import dev.covector.op.BinaryArithmetic;
import dev.covector.op.BinaryBits;
import dev.covector.op.Bits;
import dev.covector.op.BroadcastInDim;
import dev.covector.op.Cholesky;
import dev.covector.op.Comparison;
import dev.covector.op.ComplexOp;
import dev.covector.op.Concatenate;
import dev.covector.op.ConvGeneralDilated;
import dev.covector.op.Conversion;
import dev.covector.op.Creation;
import dev.covector.op.CumulativeOp;
import dev.covector.op.DotGeneral;
import dev.covector.op.DynamicSlice;
import dev.covector.op.DynamicUpdateSlice;
import dev.covector.op.Eigh;
import dev.covector.op.Exponential;
import dev.covector.op.Gather;
import dev.covector.op.HouseholderProduct;
import dev.covector.op.Hyperbolic;
import dev.covector.op.Interleave;
import dev.covector.op.Lu;
import dev.covector.op.Pad;
import dev.covector.op.Qr;
import dev.covector.op.RandomOp;
import dev.covector.op.ReducePrecision;
import dev.covector.op.Reduction;
import dev.covector.op.Reshape;
import dev.covector.op.Reverse;
import dev.covector.op.Rounding;
import dev.covector.op.Scatter;
import dev.covector.op.Select;
import dev.covector.op.Slice;
import dev.covector.op.SortOp;
import dev.covector.op.SpecialFunction;
import dev.covector.op.StopGradient;
import dev.covector.op.Svd;
import dev.covector.op.Transpose;
import dev.covector.op.TriangularSolve;
import dev.covector.op.TridiagonalSolve;
import dev.covector.op.Trigonometric;
import dev.covector.op.Window;
import dev.covector.op.WindowOp;
import dev.covector.trace.Trace;
import java.util.List;
import java.util.stream.Stream;

/** A row, or several, for each operation that is not made of others. */
final class OpTable {
  private OpTable() {}

  private static final Sample UNIT = floats(0.1, 0.9, -1, 2);
  private static final Sample WIDE = floats(-2, 2, -1, 2);
  private static final Sample ABOVE_ONE = floats(1.2, 3, -1, 2);
  private static final Sample COMPLEX =
      (size, random) -> Lax.complex(WIDE.draw(size, random), WIDE.draw(size, random));
  private static final Sample WORDS = integers(DType.I32, -9, 9, -1, 2);
  private static final Sample U32 = integers(DType.U32, 0, 1 << 30, -1, 2);
  private static final Sample INDEX = integers(DType.I32, -1, 4);
  private static final Sample FLAGS = bools(-1, 2);

  static Stream<OpCase> rows() {
    return Stream.of(
            unary(),
            binary(),
            reductions(),
            movements(),
            indexing(),
            windows(),
            others(),
            matrices())
        .flatMap(s -> s);
  }

  private static Stream<OpCase> unary() {
    return Stream.of(
        OpCase.of(new Arithmetic.Neg(), WIDE),
        OpCase.of(new Arithmetic.Abs(), WIDE),
        OpCase.of(new Arithmetic.Sign(), WIDE),
        OpCase.of(new Arithmetic.Sqrt(), UNIT),
        OpCase.of(new Arithmetic.Rsqrt(), UNIT),
        OpCase.of(new Arithmetic.Cbrt(), UNIT),
        OpCase.of(new Rounding.Floor(), UNIT),
        OpCase.of(new Rounding.Ceil(), UNIT),
        OpCase.of(new Rounding.RoundEven(), UNIT),
        OpCase.of(new Rounding.RoundAway(), UNIT),
        OpCase.of(new Rounding.IsFinite(), UNIT),
        OpCase.of(new Exponential.Exp(), WIDE),
        OpCase.of(new Exponential.Exp2(), WIDE),
        OpCase.of(new Exponential.Expm1(), WIDE),
        OpCase.of(new Exponential.Log(), UNIT),
        OpCase.of(new Exponential.Log1p(), UNIT),
        OpCase.of(new Exponential.Logistic(), WIDE),
        OpCase.of(new Trigonometric.Sin(), WIDE),
        OpCase.of(new Trigonometric.Cos(), WIDE),
        OpCase.of(new Trigonometric.Tan(), UNIT),
        OpCase.of(new Trigonometric.Asin(), UNIT),
        OpCase.of(new Trigonometric.Acos(), UNIT),
        OpCase.of(new Trigonometric.Atan(), WIDE),
        OpCase.of(new Hyperbolic.Sinh(), WIDE),
        OpCase.of(new Hyperbolic.Cosh(), WIDE),
        OpCase.of(new Hyperbolic.Tanh(), WIDE),
        OpCase.of(new Hyperbolic.Asinh(), WIDE),
        OpCase.of(new Hyperbolic.Acosh(), ABOVE_ONE),
        OpCase.of(new Hyperbolic.Atanh(), UNIT),
        OpCase.of(new SpecialFunction.Erf(), WIDE),
        OpCase.of(new SpecialFunction.Erfc(), WIDE),
        OpCase.of(new SpecialFunction.ErfInv(), UNIT),
        OpCase.of(new SpecialFunction.Logit(), UNIT),
        OpCase.of(new SpecialFunction.Lgamma(), ABOVE_ONE),
        OpCase.of(new SpecialFunction.Digamma(), ABOVE_ONE).derivative(Derivative.NONE),
        OpCase.of(new Bits.Not(), WORDS),
        OpCase.of(new Bits.PopulationCount(), WORDS),
        OpCase.of(new Bits.CountLeadingZeros(), WORDS),
        OpCase.of(new StopGradient(), WIDE).derivative(Derivative.NONE),
        OpCase.of(new ReducePrecision(5, 10), WIDE).derivative(Derivative.NONE),
        OpCase.of(new Conversion.ConvertElementType(DType.F32, false), WIDE)
            .derivative(Derivative.LINEAR),
        OpCase.of(new Conversion.ConvertElementType(DType.I32, false), UNIT),
        OpCase.of(new Conversion.BitcastConvertType(DType.I64), WIDE));
  }

  private static Stream<OpCase> binary() {
    return Stream.of(
        OpCase.of(new BinaryArithmetic.Add(), WIDE, WIDE),
        OpCase.of(new BinaryArithmetic.Sub(), WIDE, WIDE),
        OpCase.of(new BinaryArithmetic.Mul(), WIDE, WIDE),
        OpCase.of(new BinaryArithmetic.Div(), WIDE, ABOVE_ONE),
        OpCase.of(new BinaryArithmetic.Rem(), WIDE, ABOVE_ONE),
        OpCase.of(new BinaryArithmetic.Pow(), UNIT, WIDE),
        OpCase.of(new BinaryArithmetic.Atan2(), WIDE, ABOVE_ONE),
        OpCase.of(new BinaryArithmetic.Max(), WIDE, WIDE),
        OpCase.of(new BinaryArithmetic.Min(), WIDE, WIDE),
        OpCase.of(new BinaryArithmetic.LogAddExp(), WIDE, WIDE),
        OpCase.of(new BinaryArithmetic.NextAfter(), WIDE, WIDE).derivative(Derivative.NONE),
        OpCase.of(new BinaryBits(ScalarFn.XOR), WORDS, WORDS),
        OpCase.of(new BinaryBits(ScalarFn.SHIFT_LEFT), U32, U32),
        OpCase.of(new Comparison(ScalarFn.LT), WIDE, WIDE),
        OpCase.of(new Comparison(ScalarFn.EQ), WORDS, WORDS),
        OpCase.of(new Select(), FLAGS, WIDE, WIDE));
  }

  private static Stream<OpCase> reductions() {
    return Stream.of(List.of(0), List.of(1), List.of(0, 1))
        .flatMap(
            axes ->
                Stream.of(
                    OpCase.of(new Reduction.ReduceSum(axes), WIDE),
                    OpCase.of(new Reduction.ReduceProd(axes), WIDE),
                    OpCase.of(new Reduction.ReduceMax(axes), WIDE).notEmpty(),
                    OpCase.of(new Reduction.ReduceMin(axes), WIDE).notEmpty(),
                    OpCase.of(new Reduction.ReduceBits(ScalarFn.OR, axes), FLAGS),
                    OpCase.of(new Reduction.ReduceBits(ScalarFn.XOR, axes), WORDS)));
  }

  private static Stream<OpCase> movements() {
    return Stream.of(
        OpCase.of(n -> new BroadcastInDim(Shape.of(2, n, 2), List.of(1, 2)), WIDE),
        OpCase.of(n -> new BroadcastInDim(Shape.of(n, 3), List.of(1)), floats(-1, 1, 1)),
        OpCase.of(n -> new Reshape(Shape.of(2 * n)), WIDE),
        OpCase.of(new Transpose(List.of(1, 0)), WIDE),
        OpCase.of(n -> new Slice(List.of(0, 1), List.of(n, 2), List.of(2, 1)), WIDE),
        OpCase.of(new Pad(List.of(1, -1), List.of(0, 2), List.of(2, 1)), WIDE, floats(-1, 1)),
        OpCase.of(new Reverse(List.of(0)), WIDE),
        OpCase.of(n -> new Interleave(List.of(2, 1), Shape.of(2 * n, 2)), WIDE, WIDE),
        OpCase.of(new Concatenate(0), WIDE, floats(-1, 1, 2, 2), WIDE),
        OpCase.of(n -> new Creation.Iota(DType.F64, Shape.of(n, 2), 0)));
  }

  private static Stream<OpCase> indexing() {
    Sample places = integers(DType.I32, -1, 5, -1, 1);
    Sample rows = floats(-2, 2, 4, 2);
    return Stream.of(
        OpCase.of(n -> new DynamicSlice(List.of(Math.min(n, 2), 1)), WIDE, INDEX, INDEX),
        OpCase.of(new DynamicUpdateSlice(), rows, floats(-1, 1, 2, 1), INDEX, INDEX),
        OpCase.of(new Gather(0, List.of(0), List.of(1, 2), List.of(0)), rows, places),
        OpCase.of(
            new Scatter(0, List.of(0), List.of(0), Combine.ADD, Bounds.DROP, false),
            rows,
            places,
            WIDE),
        OpCase.of(
                new Scatter(0, List.of(0), List.of(0), Combine.SET, Bounds.CLIP, true),
                rows,
                integers(DType.I32, 2, 3, 1, 1),
                floats(-1, 1, 1, 2))
            .notEmpty(),
        OpCase.of(
                new Scatter(0, List.of(0), List.of(0), Combine.MUL, Bounds.DROP, true),
                rows,
                integers(DType.I32, 1, 4, 1, 1),
                floats(-1, 1, 1, 2))
            .notEmpty(),
        OpCase.of(
                new Scatter(0, List.of(0), List.of(0), Combine.MAX, Bounds.DROP, false),
                rows,
                places,
                WIDE)
            .notEmpty());
  }

  private static Stream<OpCase> windows() {
    Window pairs = new Window(List.of(2, 1), List.of(1, 2), List.of(2, 1));
    Window apart = new Window(List.of(2, 2), List.of(2, 2), List.of(1, 1));
    Sample images = floats(-2, 2, -1, 2, 5);
    Sample rows = floats(-2, 2, 5, -1);
    ConvDimensionNumbers image = ConvDimensionNumbers.of("NCH", "HIO", "NHC");
    return Stream.of(
        OpCase.of(conv(List.of(1), 1, 1, image), images, floats(-1, 1, 3, 2, 3)),
        OpCase.of(conv(List.of(2), 2, 1, image), images, floats(-1, 1, 2, 1, 4)),
        OpCase.of(conv(List.of(2), 1, 2, image), floats(-2, 2, 4, -1, 5), floats(-1, 1, 2, -1, 2)),
        OpCase.of(
            new ConvGeneralDilated(
                List.of(1, 3),
                List.of(1, -1),
                List.of(2, 0),
                List.of(3, 2),
                List.of(2, 1),
                ConvDimensionNumbers.of("HNWC", "IOHW", "NWHC"),
                1,
                1,
                DType.F64),
            floats(-2, 2, 3, -1, 4, 2),
            floats(-1, 1, 2, 3, 2, 3)),
        OpCase.of(new WindowOp.ReduceWindowSum(pairs), rows),
        OpCase.of(new WindowOp.ReduceWindowSum(apart), rows),
        OpCase.of(new WindowOp.ReduceWindowExtremum(true, pairs), rows),
        OpCase.of(new WindowOp.ReduceWindowExtremum(false, apart), rows),
        OpCase.of(new WindowOp.WindowPosition(true, apart), rows).derivative(Derivative.NONE),
        OpCase.of(
            n -> new WindowOp.WindowTake(pairs),
            rows,
            (size, random) -> integers(DType.I32, -1, 3, 3, (size + 1) / 2).draw(size, random)));
  }

  private static ConvGeneralDilated conv(
      List<Integer> strides, int featureGroups, int batchGroups, ConvDimensionNumbers axes) {
    return new ConvGeneralDilated(
        strides,
        List.of(1),
        List.of(2),
        List.of(1),
        List.of(2),
        axes,
        featureGroups,
        batchGroups,
        DType.F64);
  }

  private static Stream<OpCase> matrices() {
    Sample square = plusDiagonal(floats(-1, 1, 2, -1, -1), 4);
    Sample tall = floats(-1, 1, 2, 4, -1);
    Sample diagonal = floats(3, 4, 2, -1);
    Sample beside = floats(-1, 1, 2, -1);
    Sample rhs = floats(-1, 1, 2, -1, 2);
    return Stream.of(
        OpCase.of(new Cholesky(true), plusDiagonal(floats(-1, 1, 2, -1, -1), 8)),
        OpCase.of(new Cholesky(false), plusDiagonal(symmetric(floats(-1, 1, 2, -1, -1)), 8)),
        OpCase.of(new TriangularSolve(true, true, false, false), square, rhs),
        OpCase.of(new TriangularSolve(true, false, true, false), square, rhs),
        OpCase.of(new TriangularSolve(true, true, true, true), square, rhs),
        OpCase.of(new TriangularSolve(false, false, false, true), square, floats(-1, 1, 2, 2, -1)),
        OpCase.of(new TriangularSolve(false, true, true, false), square, floats(-1, 1, 2, 2, -1)),
        OpCase.of(
            new TriangularSolve(true, true, false, false),
            plusDiagonal(floats(-1, 1, -1, -1), 4),
            floats(-1, 1, -1, 2)),
        OpCase.of(
            new TriangularSolve(false, true, false, false),
            plusDiagonal(floats(-1, 1, -1, -1), 4),
            floats(-1, 1, 2, -1)),
        OpCase.of(new Lu(), square),
        OpCase.of(new Lu(), tall),
        OpCase.of(new Lu(), floats(-1, 1, -1, 5)),
        OpCase.of(new Qr(false), tall),
        OpCase.of(new Qr(true), square),
        OpCase.of(new HouseholderProduct(), tall, beside).derivative(Derivative.NONE),
        OpCase.of(new Eigh(), symmetric(floats(-1, 1, 2, -1, -1))),
        OpCase.of(new Svd(false, true), tall),
        OpCase.of(new Svd(false, true), floats(-1, 1, -1, 4)),
        OpCase.of(new Svd(true, true), square),
        OpCase.of(new Svd(true, false), tall),
        OpCase.of(new Svd(true, true), tall).derivative(Derivative.NONE),
        OpCase.of(new TridiagonalSolve(), beside, diagonal, beside, rhs));
  }

  /** A matrix, or a batch, plus a multiple of the identity. */
  private static Sample plusDiagonal(Sample sample, double value) {
    return (size, random) -> {
      Tensor x = sample.draw(size, random);
      return x.plus(Numpy.eye(size, size, 0, DType.F64).times(value));
    };
  }

  private static Sample symmetric(Sample sample) {
    return (size, random) -> {
      Tensor x = sample.draw(size, random);
      return x.plus(Numpy.matrixTranspose(x));
    };
  }

  private static Stream<OpCase> others() {
    return Stream.of(
        OpCase.of(new ArgReduction(true, 0, DType.I32), WIDE).notEmpty(),
        OpCase.of(new ArgReduction(false, 1, DType.I64), WIDE),
        OpCase.of(new CumulativeOp.CumSum(0, false), WIDE),
        OpCase.of(new CumulativeOp.CumProd(0, true), WIDE),
        OpCase.of(new CumulativeOp.CumMax(1, false), WIDE),
        OpCase.of(new CumulativeOp.CumMin(0, true), WIDE),
        OpCase.of(new CumulativeOp.CumLogSumExp(0, false), WIDE),
        OpCase.of(new SortOp(0, 1), WIDE),
        OpCase.of(new SortOp(0, 1), WIDE, WIDE, WORDS),
        OpCase.of(new SortOp(1, 1, true, 1), WIDE, WORDS),
        OpCase.of(
            new DotGeneral(List.of(1), List.of(0), List.of(), List.of()),
            WIDE,
            floats(-1, 1, 2, 3)),
        OpCase.of(
            new DotGeneral(List.of(0), List.of(1), List.of(1), List.of(0)),
            WIDE,
            floats(-1, 1, 2, -1, 3)),
        OpCase.of(new ComplexOp.Pair(), WIDE, WIDE),
        OpCase.of(new ComplexOp.Real(), COMPLEX),
        OpCase.of(new ComplexOp.Imag(), COMPLEX),
        OpCase.of(new ComplexOp.Transform(0, false), COMPLEX).notEmpty(),
        OpCase.of(new ComplexOp.Transform(1, true), COMPLEX),
        OpCase.of(new RandomOp.Threefry2x32(), U32, U32, U32, U32),
        OpCase.of(new RandomOp.WrapKey(DType.KEY), U32),
        OpCase.of(
            new RandomOp.KeyData(),
            (size, random) -> Trace.bind(new RandomOp.WrapKey(DType.KEY), U32.draw(size, random))));
  }
}
