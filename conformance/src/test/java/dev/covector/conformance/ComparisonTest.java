package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Verdict compare(double tolerance, StoredTensor got, StoredTensor want) {
    return compare(tolerance, List.of(got), List.of(want));
  }

  private static Verdict compare(
      double tolerance, List<StoredTensor> got, List<StoredTensor> want) {
    return Comparison.compare(
        List.of(Field.numbered("out", got)), List.of(Field.numbered("out", want)), tolerance);
  }

  private static void passes(Verdict verdict) {
    assertInstanceOf(Verdict.Passed.class, verdict, verdict::toString);
  }

  private static String fails(Verdict verdict) {
    return assertInstanceOf(Verdict.Failed.class, verdict, verdict::toString).reason();
  }

  @Nested
  final class Types {
    @Test
    void dtypesMustBeEqual() {
      String reason = fails(compare(1, Stored.f64(1), Stored.f32(1)));
      assertEquals("out[0]: got f64[1], want f32[1]", reason);
    }

    @Test
    void aScalarIsNotAVectorOfOneElement() {
      String reason = fails(compare(1, Stored.f32(1), Stored.f32(Shape.SCALAR, 1)));
      assertTrue(reason.startsWith("out[0]: got f32[1], want f32"), reason);
      passes(compare(0, Stored.f32(Shape.SCALAR, 1), Stored.f32(Shape.SCALAR, 1)));
    }

    @Test
    void transposedShapesDiffer() {
      fails(compare(1, Stored.f32(Shape.of(2, 1), 1, 1), Stored.f32(Shape.of(1, 2), 1, 1)));
    }

    @Test
    void emptyTensorsStillHaveATypeAndAShape() {
      passes(compare(0, Stored.f32(Shape.of(0, 3)), Stored.f32(Shape.of(0, 3))));
      fails(compare(1, Stored.f32(Shape.of(3, 0)), Stored.f32(Shape.of(0, 3))));
    }

    @Test
    void theNumberOfOutputsMustAgree() {
      StoredTensor x = Stored.f32(1);
      fails(compare(1, List.of(x), List.of(x, x)));
      fails(compare(1, List.of(x, x), List.of(x)));
    }

    @Test
    void theFieldsMustAgree() {
      Field out = Field.numbered("out", List.of());
      fails(Comparison.compare(List.of(), List.of(out), 1));
      fails(Comparison.compare(List.of(Field.numbered("grads", List.of())), List.of(out), 1));
    }
  }

  @Nested
  final class Tolerances {
    @Test
    void theErrorIsMeasuredAgainstTheFieldsScaleAndTheElement() {
      StoredTensor want = Stored.f64(100, 1);
      passes(compare(0.01, Stored.f64(101.99, 2.0), want));
      fails(compare(0.01, Stored.f64(102.01, 1), want));
      fails(compare(0.01, Stored.f64(100, 2.02), want));
    }

    @Test
    void theScaleIsSharedByTheTensorsOfAField() {
      List<StoredTensor> want = List.of(Stored.f64(100), Stored.f64(0));
      passes(compare(0.01, List.of(Stored.f64(100), Stored.f64(0.99)), want));
      fails(compare(0.01, List.of(Stored.f64(100), Stored.f64(1.01)), want));
    }

    @Test
    void theScaleIsNotSharedBetweenFields() {
      List<Field> want =
          List.of(
              Field.numbered("out", List.of(Stored.f64(100))),
              Field.numbered("mutated", List.of(Stored.f64(0))));
      List<Field> got =
          List.of(
              Field.numbered("out", List.of(Stored.f64(100))),
              Field.numbered("mutated", List.of(Stored.f64(0.5))));
      fails(Comparison.compare(got, want, 0.01));
    }

    @Test
    void theScaleIsThatOfTheExpectedValues() {
      fails(compare(0.01, Stored.f64(1000, 5), Stored.f64(1, 1)));
    }

    @Test
    void infinitiesDoNotCountInTheScale() {
      fails(compare(0.01, Stored.f64(INFINITY, 1.1), Stored.f64(INFINITY, 1)));
    }

    @Test
    void nothingIsAllowedWhereAllIsZero() {
      passes(compare(0.1, Stored.f64(0, -0.0), Stored.f64(0, 0)));
      fails(compare(0.1, Stored.f64(0, 1e-300), Stored.f64(0, 0)));
    }

    @Test
    void theLargestDoublesDoNotOverflowTheLimit() {
      StoredTensor want = Stored.f64(Double.MAX_VALUE, 1);
      passes(compare(1e-12, Stored.f64(Double.MAX_VALUE, 1), want));
      fails(compare(1e-12, Stored.f64(-Double.MAX_VALUE, 1), want));
      fails(compare(1e-12, Stored.f64(Double.MAX_VALUE * 0.99, 1), want));
    }

    @Test
    void zeroToleranceIsExact() {
      passes(compare(0, Stored.f32(0.1, NAN), Stored.f32(0.1, NAN)));
      fails(compare(0, Stored.f32(Math.nextUp(0.1f)), Stored.f32(0.1)));
    }
  }

  @Nested
  final class SubnormalNumbers {
    @Test
    void countAsZeroOnEitherSide() {
      passes(compare(0, Stored.f32(0), Stored.f32(1e-40)));
      passes(compare(0, Stored.f32(-1e-40), Stored.f32(0)));
      passes(compare(0, Stored.f32(-1e-40), Stored.f32(1e-40)));
    }

    @Test
    void areThoseOfTheDtype() {
      fails(compare(0.1, Stored.f64(0), Stored.f64(1e-40)));
      passes(compare(0, Stored.f64(0), Stored.f64(1e-310)));
      passes(compare(0, Stored.f16(0), Stored.f16(0x1p-15)));
      fails(compare(0.1, Stored.f16(0), Stored.f16(0x1p-14)));
    }

    @Test
    void theSmallestNormalNumberDoesNotCountAsZero() {
      fails(compare(0.1, Stored.f32(0), Stored.f32(Float.MIN_NORMAL)));
    }
  }

  @Nested
  final class NonFiniteNumbers {
    @Test
    void inTheSamePlacesPass() {
      StoredTensor x = Stored.f32(NAN, INFINITY, -INFINITY, 1);
      passes(compare(1e-6, x, x));
    }

    @Test
    void elsewhereFailWhateverTheTolerance() {
      fails(compare(10, Stored.f32(NAN, 1), Stored.f32(1, 1)));
      fails(compare(10, Stored.f32(1, 1), Stored.f32(NAN, 1)));
      fails(compare(10, Stored.f32(1, 1), Stored.f32(INFINITY, 1)));
      fails(compare(10, Stored.f32(INFINITY, 1), Stored.f32(1, 1)));
      fails(compare(10, Stored.f32(-INFINITY, 1), Stored.f32(INFINITY, 1)));
      fails(compare(10, Stored.f32(NAN, 1), Stored.f32(INFINITY, 1)));
    }

    @Test
    void theErrorIsInfinite() {
      String reason = fails(compare(1, Stored.f32(1, NAN), Stored.f32(1, 2)));
      assertEquals(
          "1 of 2 elements off, worst out[0] f32[2] at [1]: got NaN, want 2.0,"
              + " error Infinity, allowed 4.0",
          reason);
    }
  }

  @Nested
  final class Integers {
    @Test
    void areExactWhateverTheTolerance() {
      passes(compare(0, Stored.i32(3, -4), Stored.i32(3, -4)));
      fails(compare(1, Stored.i32(3, 1_000_001), Stored.i32(3, 1_000_000)));
    }

    @Test
    void booleansAreExact() {
      passes(compare(0, Stored.bool(true, false), Stored.bool(true, false)));
      fails(compare(1, Stored.bool(true, true), Stored.bool(true, false)));
    }

    @Test
    void aBooleanByteOtherThanOneIsTrue() {
      MemorySegment two = MemorySegment.ofArray(new byte[] {2});
      passes(compare(0, new StoredTensor(DType.BOOL, Shape.of(1), two), Stored.bool(true)));
    }

    @Test
    void neighboursThatShareADoubleDiffer() {
      String reason = fails(compare(1, Stored.u64(-1L), Stored.u64(-2L)));
      assertTrue(reason.contains("got 18446744073709551615, want 18446744073709551614"), reason);
    }
  }

  @Nested
  final class ComplexNumbers {
    @Test
    void areMeasuredByTheirModulus() {
      StoredTensor want = Stored.c64(3, 4);
      passes(compare(0.1, Stored.c64(3.5, 4.5), want));
      fails(compare(0.1, Stored.c64(3.8, 4.8), want));
    }

    @Test
    void areNonFiniteByPart() {
      passes(compare(0.1, Stored.c64(NAN, 4.1, 4, 4), Stored.c64(NAN, 4, 4, 4)));
      fails(compare(0.1, Stored.c64(4, NAN), Stored.c64(NAN, 4)));
    }
  }

  @Test
  void theWorstElementIsNamedWithItsIndex() {
    Verdict verdict =
        compare(
            0.01,
            Stored.f32(Shape.of(2, 3), 1, 1.5, 1, 1, 1, 3),
            Stored.f32(Shape.of(2, 3), 1, 1, 1, 1, 1, 1));
    String reason = fails(verdict);
    assertTrue(
        reason.startsWith(
            "2 of 6 elements off, worst out[0] f32[2,3] at [1, 2]: got 3.0, want 1.0, error 2.0"),
        reason);
  }

  @Test
  void aPassedCaseNamesItsLargestErrorToo() {
    Verdict.Passed passed =
        assertInstanceOf(
            Verdict.Passed.class, compare(1, Stored.f64(1, 2, 2.5), Stored.f64(1, 2, 2)));
    assertEquals(0.5, passed.largest().orElseThrow().error());
  }
}
